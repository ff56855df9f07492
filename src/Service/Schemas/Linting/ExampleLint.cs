using System.Globalization;
using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Mapping;

namespace Sutler.Service.Schemas.Linting;

/// <summary>Runs a row's own examples: <c>{"input":{…},"expected":…}</c>, with <c>now</c> where the clock counts (S/EXPR-99).</summary>
internal static class ExampleLint
{
    private const int MostExamples = 100;

    public static void Check(JsonObject row, string place, LintScope scope)
    {
        var examples = row.List("examples");
        if (examples.Count > MostExamples)
        {
            scope.Findings.Error("TooManyExamples", $"{place}.examples", $"There are {examples.Count} examples, more than {MostExamples}.", "Keep the telling ones.");
            return;
        }

        for (var index = 0; index < examples.Count; index++)
            CheckOne(row, (examples[index] as JsonObject, $"{place}.examples[{index}]"), scope);
    }

    private static void CheckOne(JsonObject row, (JsonObject? Example, string Place) of, LintScope scope)
    {
        if (of.Example?["input"] is not JsonObject input || !of.Example.ContainsKey("expected"))
        {
            scope.Findings.Error("ExampleInvalid", of.Place, "This is no example.", "Write {\"input\":{\"attribute\":\"value\"},\"expected\":\"value\"}.");
            return;
        }

        try
        {
            var clock = DateTimeOffset.TryParse(of.Example.Text("now"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now) ? new FixedTime(now) : scope.Context.Clock;
            var source = new SourceReader(scope.Sources, scope.Context with { Clock = clock }).Read(of.Place, row);
            var values = SampleObject.Read(input);
            var got = source.Map(name => values.GetValueOrDefault(name)).Value;
            if (!SampleObject.IsSame(of.Example["expected"], got))
                scope.Findings.Error("ExampleFailed", of.Place, $"The row gives {SampleObject.Show(got)}, not {of.Example["expected"]?.ToJsonString() ?? "null"}.", "Correct the row or the example.");
        }
        catch (MappingException e)
        {
            scope.Findings.Error("ExampleFailed", of.Place, e.Message, "Correct the row or the example.");
        }
        catch (ApiException)
        {
            // The row's source cannot be read, which is a finding of its own.
        }
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
