using System.Text;
using Sutler.Scim.Client;
using Sutler.Scim.Patch;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;
using Sutler.Service.Targets;

namespace Sutler.Service.Tests.Targets;

/// <summary>Makes changes as a planner would, and writes them.</summary>
internal static class Wire
{
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static AttributeChange Value(string path, object? before, object? after, Func<AttributeMapping, AttributeMapping>? with = null)
    {
        var mapping = new AttributeMapping
        {
            TargetName = path,
            Target = PatchPathParser.Parse(path),
            Source = new ConstantSource(""),
            Type = after is bool || before is bool ? TargetType.Boolean : TargetType.String,
        };
        return new AttributeChange(with?.Invoke(mapping) ?? mapping, before, after);
    }

    public static AttributeChange Reference(string path, object? before, object? after) => Value(path, before, after, mapping => mapping with { Type = TargetType.Reference });

    public static Change Change(params AttributeChange[] attributes) => new()
    {
        SourceId = "s",
        SourceVersion = 1,
        Situation = Situation.Linked,
        Action = ChangeAction.Update,
        TargetId = "t",
        Attributes = attributes,
        Reason = "test",
    };

    public static string Patch(string profile, params AttributeChange[] attributes) => Text(ResourceWriter.Patch(Change(attributes), WireProfile.Find(profile)!));

    public static string Create(string profile, ResourceKind kind, params AttributeChange[] attributes) => Text(ResourceWriter.Create(Change(attributes), kind, WireProfile.Find(profile)!));

    /// <summary>The operations alone: what stands around them is checked once.</summary>
    public static string Operations(string body)
    {
        const string start = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[""";
        body.ShouldStartWith(start);
        body.ShouldEndWith("]}");
        return body[start.Length..^2];
    }

    public static string Text(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span);
}
