using Sutler.Service.Mapping;
using Sutler.Service.Schemas;

namespace Sutler.Service.Tests.Schemas;

public sealed class DirectoryMergeTests
{
    [Fact]
    public void Adds_what_is_new_and_leaves_the_rest_as_it_is()
    {
        var directory = SchemaLintTests.Template("scim")["directories"]![1]!.DeepClone().AsObject();
        var before = directory["objects"]![0]!["attributes"]!.AsArray().Count;
        IReadOnlyList<DiscoveredObject> found =
        [
            new("User", [new DiscoveredAttribute { Name = "USERNAME", Type = TargetType.Integer }, new DiscoveredAttribute { Name = "badge", Type = TargetType.Reference, MultiValued = true, ReferencedTypes = ["Badge"] }]),
            new("Badge", [new DiscoveredAttribute { Name = "id", Mutability = "ReadOnly" }]) { Endpoint = "/AccessBadges" },
        ];
        DirectoryMerge.Add(directory, found).ShouldBeTrue();
        DirectoryMerge.Add(directory, found).ShouldBeFalse();

        var attributes = directory["objects"]![0]!["attributes"]!.AsArray();
        attributes.Count.ShouldBe(before + 1);
        attributes.Single(attribute => attribute.Text("name") == "userName").Text("type").ShouldBe("String");
        attributes[^1]!.ToJsonString().ShouldBe(
            """{"anchor":false,"caseExact":false,"defaultValue":null,"flowNullValues":false,"multivalued":true,"mutability":"ReadWrite","name":"badge","required":false,"referencedObjects":[{"referencedObjectName":"Badge","referencedProperty":"id"}],"type":"Reference"}""");
        directory["objects"]!.AsArray()[^1].Metadata("Endpoint").ShouldBe("/AccessBadges");
        DirectoryMerge.Add([], found).ShouldBeTrue();
    }
}
