using System.Text.Json.Nodes;
using Sutler.Conformance.Cases;
using YamlDotNet.RepresentationModel;

namespace Sutler.Conformance.Loading;

/// <summary>Reads one case; its needs are those written and those that its resources imply.</summary>
internal static class CaseReader
{
    public static ConformanceCase Read(string file, string theme, YamlNode node)
    {
        var fields = new YamlFields(file, node);
        var given = fields.Pairs("given").Select(pair => Given(fields, pair.Key, pair.Value)).ToList();
        var steps = fields.List("steps").Select(step => StepReader.Read(file, step)).ToList();
        var needs = fields.List("needs").Select(need => ReadNeed(fields, need)).ToList();
        var read = new ConformanceCase
        {
            Id = fields.Text("id"),
            Title = fields.Text("title"),
            Theme = theme,
            Source = fields.Text("source"),
            Level = Level(fields),
            Needs = [.. needs.Concat(ImpliedNeeds.Of(given, steps)).DistinctBy(need => need.Text)],
            Given = given,
            Steps = steps.Count > 0 ? steps : throw fields.Fault(node, "has no steps: add at least one"),
        };
        fields.Close();
        return read;
    }

    private static GivenResource Given(YamlFields fields, string name, YamlNode content)
    {
        var type = name switch
        {
            _ when name.StartsWith("user", StringComparison.Ordinal) => "User",
            _ when name.StartsWith("group", StringComparison.Ordinal) => "Group",
            _ => throw fields.Fault(content, $"'{name}' names no type: a given resource is called user…, or group…"),
        };
        return new GivenResource(name, type, YamlJson.Convert(fields.File, content) as JsonObject ?? []);
    }

    private static Need ReadNeed(YamlFields fields, YamlNode node) =>
        Need.TryParse(fields.Scalar(node))
        ?? throw fields.Fault(node, $"'{fields.Scalar(node)}' is no need. Write a feature ({string.Join(", ", Need.Features)}), User, Group, or an attribute such as User.name.givenName");

    private static CaseLevel Level(YamlFields fields) => fields.OptionalText("level") switch
    {
        null or "must" => CaseLevel.Must,
        "should" => CaseLevel.Should,
        "may" => CaseLevel.May,
        _ => throw fields.Fault(null, "'level' is must, should or may"),
    };
}
