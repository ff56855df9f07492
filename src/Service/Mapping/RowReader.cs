using System.Text.Json.Nodes;
using Sutler.Expressions;
using Sutler.Expressions.Syntax;
using Sutler.Scim.Errors;
using Sutler.Scim.Patch;

namespace Sutler.Service.Mapping;

/// <summary>Reads the rows of one object mapping (S/MAP-7).</summary>
internal sealed class RowReader(SourceAttributes sources, JsonObject? target, EvaluationContext context)
{
    private readonly Dictionary<string, JsonObject> _attributes = ByName(target);

    /// <summary>The attributes of an object's definition, by name.</summary>
    public static Dictionary<string, JsonObject> ByName(JsonObject? definition) => definition.Objects("attributes")
        .GroupBy(attribute => attribute.Text("name") ?? "", StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.Last(), StringComparer.OrdinalIgnoreCase);

    public AttributeMapping Read(JsonObject row)
    {
        var name = row.Text("targetAttributeName") ?? throw SchemaReader.Refuse("attributeMappings", "has a row without targetAttributeName");
        var attribute = _attributes.GetValueOrDefault(name);
        var mutability = attribute.Text("mutability") ?? "ReadWrite";
        if (mutability.Is("ReadOnly") || name.Is("id"))
            throw SchemaReader.Refuse(name, "is read-only at the target and cannot be written");

        var source = new SourceReader(sources, context).Read(name, row);
        var roles = RolesOf(source);
        return new AttributeMapping
        {
            TargetName = name,
            Target = Path(name),
            Source = source,
            MatchingPriority = row.Number("matchingPriority") ?? 0,
            FlowType = roles is RoleFlow.Add ? FlowType.MultiValueAddOnly : Choice<FlowType>(name, row, "flowType"),
            FlowAlways = row.Text("flowBehavior").Is("FlowAlways"),
            DefaultValue = row.Text("defaultValue") is { Length: > 0 } value ? value : null,
            NullPolicy = source is NoSource ? NullPolicy.Default : Choice<NullPolicy>(name, row, "nullPolicy"),
            DriftPolicy = Choice<DriftPolicy>(name, row, "driftPolicy"),
            WriteIfEmpty = source is NoSource || row.Flag("writeIfEmpty") is true,
            Type = attribute is null ? TargetType.String : Choice<TargetType>(name, attribute, "type"),
            MultiValued = attribute.Flag("multivalued") is true,
            Immutable = mutability.Is("Immutable"),
            WriteOnly = mutability.Is("WriteOnly"),
            Required = attribute.Flag("required") is true,
            CaseExact = attribute.Flag("caseExact") ?? true,
            Roles = roles,
            ReferencedTypes = [.. attribute.Objects("referencedObjects").Select(item => item.Text("referencedObjectName")).OfType<string>()],
        };
    }

    private static RoleFlow RolesOf(IMappingSource source) => source is ExpressionSource { Expression.Root: CallNode call }
        ? call.Name switch
        {
            "SingleAppRoleAssignment" => RoleFlow.Single,
            "AppRoleAssignmentsComplex" => RoleFlow.Add,
            "AssertiveAppRoleAssignmentsComplex" => RoleFlow.Assertive,
            _ => RoleFlow.None,
        }
        : RoleFlow.None;

    private static T Choice<T>(string place, JsonObject node, string property)
        where T : struct, Enum =>
        node.Text(property) is not { Length: > 0 } text ? default
        : Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
        : throw SchemaReader.Refuse(place, $"has the {property} '{text}'; known are {string.Join(", ", Enum.GetNames<T>())}");

    private static PatchPath Path(string name)
    {
        try
        {
            return PatchPathParser.Parse(name);
        }
        catch (ScimException e)
        {
            throw SchemaReader.Refuse(name, $"is no attribute path ({e.Message})");
        }
    }
}
