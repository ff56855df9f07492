using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Host.Gateway;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>
/// The distinguished name of an object from a flat target, made of its anchor: <c>CN=ljacobson,OBJECT=User</c> (H/ARCH-8), or the anchor itself
/// where <i>DN is Anchor</i> (H/SQL-13). Shown, never written.
/// </summary>
internal sealed class DnAttribute(ObjectTypeSchema type, bool isAnchor)
    : ViewAttribute(new SchemaAttribute("-dn-") { CaseExact = true, Mutability = SchemaMutability.ReadOnly, Description = "Distinguished name" })
{
    public override IEnumerable<string> Sources => [];

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object> values)
    {
        var parts = new List<string>();
        foreach (var name in type.Anchor)
        {
            if (!values.TryGetValue(name, out var value) || AnchorText.Of(value) is not { } text)
                return;
            parts.Add(text);
        }

        writer.WriteString(Name, isAnchor ? string.Join(",", parts) : DistinguishedName.Of(type.Name, parts));
    }

    public override void Read(JsonNode? node, ValueReader reader, ValueSink sink)
    {
        // Nothing to take: the anchor says it.
    }

    public override AttributeSchema? Direct(string? subAttribute) => null;
}
