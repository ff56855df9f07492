using System.Text.Json.Nodes;
using Sutler.Scim.Patch;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Tests.Patch;

/// <summary>Patches written as JSON text.</summary>
internal static class PatchText
{
    public static IReadOnlyList<PatchOperation> Parse(string operations) =>
        PatchParser.Parse(JsonNode.Parse($$"""{ "schemas": ["{{PatchParser.MessageUrn}}"], "Operations": [{{operations}}] }""")!.AsObject());

    public static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>Applies operations, and checks that the resource given stays as it is and that <see cref="PatchResult.Changed"/> tells the truth.</summary>
    public static JsonObject Apply(string resource, string operations, ResourceSchema schema)
    {
        var before = Object(resource);
        var result = PatchApplier.Apply(before, Parse(operations), schema);
        JsonNode.DeepEquals(before, Object(resource)).ShouldBeTrue("The resource given was changed.");
        result.Changed.ShouldBe(!JsonNode.DeepEquals(before, result.Resource));
        return result.Resource;
    }

    public static void ShouldBeJson(this JsonNode? actual, string expected)
    {
        if (!JsonNode.DeepEquals(actual, JsonNode.Parse(expected)))
            actual?.ToJsonString().ShouldBe(JsonNode.Parse(expected)!.ToJsonString());
    }
}
