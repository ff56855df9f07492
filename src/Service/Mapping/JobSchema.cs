using Sutler.Service.Scoping;

namespace Sutler.Service.Mapping;

/// <summary>What a job does with an object, read from its schema document once and used for every object.</summary>
internal sealed class JobSchema
{
    public JobSchema(IReadOnlyList<AttributeMapping> mappings, ScopeFilter scope, FlowActions actions)
    {
        Scope = scope;
        Actions = actions;
        Values = [.. mappings.Where(mapping => !mapping.IsReference)];
        References = [.. mappings.Where(mapping => mapping.IsReference)];
        Matching = [.. mappings.Where(mapping => mapping.MatchingPriority > 0).OrderBy(mapping => mapping.MatchingPriority)];
        Extensions = [.. mappings.Select(mapping => mapping.Target.Attribute.Schema).OfType<string>()
            .Where(urn => !urn.StartsWith(CoreUrnPrefix, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public const string CoreUrn = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string CoreUrnPrefix = "urn:ietf:params:scim:schemas:core:2.0:";

    public ScopeFilter Scope { get; }

    public FlowActions Actions { get; }

    public IReadOnlyList<AttributeMapping> Values { get; }

    public IReadOnlyList<AttributeMapping> References { get; }

    /// <summary>In the order in which the target is asked (S/MATCH-2).</summary>
    public IReadOnlyList<AttributeMapping> Matching { get; }

    /// <summary>URNs of the extensions written, which a new resource names in <c>schemas</c> (S/MAP-31).</summary>
    public IReadOnlyList<string> Extensions { get; }
}
