using Sutler.Service.Scoping;

namespace Sutler.Service.Mapping;

/// <summary>One object mapping (S/MAP-16): which source objects go where, and how.</summary>
internal sealed class ObjectSchema
{
    public const string CoreUrnPrefix = "urn:ietf:params:scim:schemas:core:2.0:";

    public ObjectSchema(IReadOnlyList<AttributeMapping> mappings, IReadOnlyList<MatchRule> rules)
    {
        Values = [.. mappings.Where(mapping => !mapping.IsReference)];
        References = [.. mappings.Where(mapping => mapping.IsReference)];
        MatchRules = rules;
        Matching = [.. rules.SelectMany(rule => rule.Mappings)];
        Extensions = [.. mappings.Select(mapping => mapping.Target.Attribute.Schema).OfType<string>()
            .Where(urn => !urn.StartsWith(CoreUrnPrefix, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public string Name { get; init; } = "";

    /// <summary><c>User</c> or <c>Group</c>.</summary>
    public required string SourceType { get; init; }

    /// <summary>The resource type at the target.</summary>
    public required string TargetName { get; init; }

    /// <summary>Where the target keeps these, such as <c>/Users</c>.</summary>
    public required string Endpoint { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>Who falls out of this is deprovisioned.</summary>
    public ScopeFilter Scope { get; init; } = ScopeFilter.Everybody;

    /// <summary>Who falls out of this is not looked at any more, and stays as is at the target (S/SCOPE-16).</summary>
    public ScopeFilter InputScope { get; init; } = ScopeFilter.Everybody;

    public FlowActions Actions { get; init; } = FlowActions.All;

    public string CoreUrn => CoreUrnPrefix + TargetName;

    public IReadOnlyList<AttributeMapping> Values { get; }

    public IReadOnlyList<AttributeMapping> References { get; }

    /// <summary>In the order in which the target is asked (S/MATCH-2).</summary>
    public IReadOnlyList<MatchRule> MatchRules { get; }

    /// <summary>The rows of all rules, in that order.</summary>
    public IReadOnlyList<AttributeMapping> Matching { get; }

    /// <summary>URNs of the extensions written, which a new resource names in <c>schemas</c> (S/MAP-31).</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>A mapping that does nothing.</summary>
    public static ObjectSchema None(string sourceType) => new([], [])
    {
        SourceType = sourceType,
        TargetName = sourceType,
        Endpoint = EndpointOf(sourceType),
        Enabled = false,
        Actions = new FlowActions(Create: false, Update: false, Delete: false),
    };

    public static string EndpointOf(string targetName) => $"/{targetName}s";
}
