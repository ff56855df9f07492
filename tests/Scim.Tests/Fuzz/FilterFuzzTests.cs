using System.Text.Json;
using Sutler.Scim.Errors;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;

namespace Sutler.Scim.Tests.Fuzz;

public class FilterFuzzTests(ITestOutputHelper output)
{
    private const int Seed = 9865;
    private const int Rounds = 60_000;

    private static readonly string[] _tokens =
        ["(", ")", "[", "]", "\"", "\\", ".", ":", " ", " eq ", " and ", " or ", "not ", "pr", "null", "true", "-1", "1e9", "\"x\"", "\\u0041", "emails", "value", "urn:a:", "\0"];

    private static readonly JsonElement _resource = JsonSerializer.Deserialize<JsonElement>("""
        {"id":"1","userName":"bjensen","active":true,"loginCount":7,"score":1.5,"hired":"2020-01-01T00:00:00Z","tags":["a","B"],"title":"",
        "emails":[{"value":"bj@example.com","type":"work","primary":true},{"value":"x"}],"name":{"givenName":"B"},
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"d","manager":{"value":"m"}}}
        """);

    [Fact]
    public void Reads_the_recorded_filters()
    {
        foreach (var (name, text) in Corpus.Read("filters/valid"))
            Check(text).ShouldBeTrue($"{name}: {text}");
    }

    [Fact]
    public void Refuses_the_recorded_mistakes()
    {
        foreach (var (name, text) in Corpus.Read("filters/invalid"))
            Check(text).ShouldBeFalse($"{name}: {text}");
    }

    [Fact]
    public void Keeps_its_promises_on_mutations_of_the_recorded_filters()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var mutator = new TextMutator(random, _tokens);
        var corpus = Corpus.Read("filters/valid").Concat(Corpus.Read("filters/invalid")).Select(item => item.Text).ToList();
        var read = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var text = mutator.Mutate(corpus[random.Next(corpus.Count)]);
            try
            {
                if (Check(text))
                    read++;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {Seed}, round {i}: {JsonSerializer.Serialize(text)}. Record it in Corpus/filters.", exception);
            }
        }
        output.WriteLine($"{read} of {Rounds} could be read");
        read.ShouldBeGreaterThan(Rounds / 20);
    }

    /// <summary>Whether the text is a filter; checks all that must hold either way.</summary>
    private static bool Check(string text)
    {
        FilterExpression filter;
        try
        {
            filter = FilterParser.Parse(text);
        }
        catch (ScimException exception)
        {
            (exception.Error.Status, exception.Error.ScimType).ShouldBe((400, ScimErrorType.InvalidFilter));
            return false;
        }
        FilterParser.Parse(filter.ToString()).ShouldBe(filter);
        if (filter is ValuePathFilter or PresenceFilter)
            CheckPath(filter.ToString().Replace(" pr", "", StringComparison.Ordinal));
        try
        {
            var matches = FilterEvaluator.Matches(filter, _resource, TestSchemas.User);
            (matches && FilterBounds.MatchesNothing(filter, TestSchemas.User)).ShouldBeFalse();
        }
        catch (ScimException exception)
        {
            (exception.Error.Status, exception.Error.ScimType).ShouldBe((400, ScimErrorType.InvalidFilter));
        }
        return true;
    }

    private static void CheckPath(string text)
    {
        try
        {
            var path = PatchPathParser.Parse(text);
            PatchPathParser.Parse(path.ToString()).ShouldBe(path);
        }
        catch (ScimException exception)
        {
            exception.Error.ScimType.ShouldBeOneOf(ScimErrorType.InvalidFilter, ScimErrorType.InvalidPath);
        }
    }
}
