using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Sutler.Scim.Errors;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;

namespace Sutler.Scim.Tests.Patch;

public class PatchPropertyTests
{
    private static readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(35202, 1);

    private static readonly Gen<JsonNode?> _scalar = Gen.Elements<Func<JsonNode?>>(
        () => "a", () => "B", () => "work", () => true, () => "False", () => 7, () => "7", () => null, () => 1.5, () => "2020-01-01T00:00:00Z")
        .Select(make => make());

    private static readonly Gen<JsonNode?> _value = Gen.OneOf(
        _scalar,
        _scalar.ArrayOf().Select(items => (JsonNode?)new JsonArray(items)),
        from value in _scalar
        from type in Gen.Elements<string?>("work", "home", null)
        from primary in Gen.Elements(true, false)
        from array in Gen.Elements(true, false)
        select Element(value, type, primary, array));

    private static readonly Gen<PatchPath?> _path = Gen.Elements(
        "userName", "title", "name", "name.givenName", "active", "loginCount", "hired", "tags", "emails", "emails.type", "emails[type eq \"work\"]",
        "emails[type eq \"work\"].value", "emails[primary eq true]", "emails[value pr].primary", "tags[value eq \"a\"]", "employeeKey", "id", "groups",
        TestSchemas.EnterpriseUrn, TestSchemas.EnterpriseUrn + ":department", "manager", "manager.value", "unknown", "userName.x")
        .Select(path => (PatchPath?)PatchPathParser.Parse(path));

    private static readonly Gen<PatchOperation> _operation =
        from verb in Gen.Elements(PatchVerb.Add, PatchVerb.Remove, PatchVerb.Replace)
        from path in _path
        from value in _value
        select new PatchOperation(verb, path, value);

    private static readonly Gen<JsonObject> _resource = _operation.ArrayOf(12).Select(operations =>
    {
        var resource = new JsonObject { ["id"] = "1", ["userName"] = "u" };
        foreach (var operation in operations)
            resource = TryApply(resource, operation)?.Resource ?? resource;
        return resource;
    });

    private static readonly Arbitrary<(JsonObject Resource, PatchOperation[] Operations)> _cases = Arb.From(
        from resource in _resource
        from operations in _operation.NonEmptyListOf()
        select (resource, operations.ToArray()));

    [Fact]
    public void Leaves_resource_given_untouched_whether_it_applies_or_refuses() =>
        Prop.ForAll(_cases, item =>
        {
            var before = item.Resource.ToJsonString();
            try
            {
                PatchApplier.Apply(item.Resource, item.Operations, TestSchemas.User);
            }
            catch (ScimException exception)
            {
                exception.Error.Status.ShouldBe(400);
                exception.Error.ScimType.ShouldNotBeNull();
            }
            item.Resource.ToJsonString().ShouldBe(before);
        }).Check(_config);

    [Fact]
    public void Adding_again_changes_nothing() =>
        Prop.ForAll(_cases, item =>
        {
            var add = item.Operations[0] with { Verb = PatchVerb.Add };
            if (TryApply(item.Resource, add) is { } once)
                PatchApplier.Apply(once.Resource, [add], TestSchemas.User).Resource.ToJsonString().ShouldBe(once.Resource.ToJsonString(), add.ToString());
        }).Check(_config);

    [Fact]
    public void Replacing_again_changes_nothing() =>
        Prop.ForAll(_cases, item =>
        {
            var replace = item.Operations[0] with { Verb = PatchVerb.Replace };
            if (replace.Path?.ValueFilter is null && TryApply(item.Resource, replace) is { } once)
                PatchApplier.Apply(once.Resource, [replace], TestSchemas.User).Changed.ShouldBeFalse(replace.ToString());
        }).Check(_config);

    [Fact]
    public void Reads_what_it_replaced()
    {
        var texts = Arb.From(
            from resource in _resource
            from path in Gen.Elements("title", "name.givenName", TestSchemas.EnterpriseUrn + ":department", "userName")
            from text in ArbMap.Default.GeneratorFor<NonNull<string>>()
            where path != "userName" || text.Get.Length > 0 // A required text cannot be empty.
            select (resource, path, text.Get));
        Prop.ForAll(texts, item =>
        {
            var operation = new PatchOperation(PatchVerb.Replace, PatchPathParser.Parse(item.path), JsonValue.Create(item.Get));
            var after = PatchApplier.Apply(item.resource, [operation], TestSchemas.User).Resource;

            var target = TestSchemas.User.Resolve(operation.Path!.Attribute);
            var holder = target.Extension is null ? after : after[target.Extension]!;
            var value = target.SubName is null ? holder[target.Name] : holder[target.Name]![target.SubName];
            value!.GetValue<string>().ShouldBe(item.Get);
            var filter = new ComparisonFilter(operation.Path.Attribute, ComparisonOperator.Equal, item.Get);
            if (!item.Get.Any(char.IsSurrogate))
                FilterEvaluator.Matches(filter, after, TestSchemas.User).ShouldBeTrue();
        }).Check(_config);
    }

    [Fact]
    public void Nothing_is_left_after_remove() =>
        Prop.ForAll(_cases, item =>
        {
            var remove = item.Operations[0] with { Verb = PatchVerb.Remove, Value = null };
            if (remove.Path!.Attribute.Schema is null && TryApply(item.Resource, remove) is { } once && remove.Path.ValueFilter is null)
                FilterEvaluator.Matches(new PresenceFilter(remove.Path.Attribute), once.Resource, TestSchemas.User).ShouldBeFalse(remove.ToString());
        }).Check(_config);

    [Fact]
    public void Result_keeps_the_rules_of_the_schema() =>
        Prop.ForAll(_cases, item =>
        {
            if (TryApply(item.Resource, item.Operations[0]) is not { } result)
                return;
            var resource = result.Resource;
            (resource["emails"] as JsonArray)?.Count(email => email?["primary"]?.GetValueKind() == JsonValueKind.True).ShouldBeLessThanOrEqualTo(1);
            foreach (var (name, value) in resource)
            {
                value.ShouldNotBeNull(name);
                (value is JsonArray { Count: 0 } or JsonObject { Count: 0 }).ShouldBeFalse(name);
                if (name != TestSchemas.EnterpriseUrn)
                    TestSchemas.User.Find(new AttributePath(null, name, null))!.Name.ShouldBe(name);
            }
            if (resource["active"] is { } active)
                active.GetValueKind().ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False);
        }).Check(_config);

    private static PatchResult? TryApply(JsonObject resource, PatchOperation operation)
    {
        try
        {
            return PatchApplier.Apply(resource, [operation], TestSchemas.User);
        }
        catch (ScimException)
        {
            return null;
        }
    }

    private static JsonNode Element(JsonNode? value, string? type, bool primary, bool array)
    {
        var element = new JsonObject { ["value"] = value?.DeepClone() };
        if (type is not null)
            element["type"] = type;
        if (primary)
            element["primary"] = true;
        return array ? new JsonArray(element) : element;
    }
}
