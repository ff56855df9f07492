namespace Sutler.Service.Mapping;

/// <summary>One question to the target for an existing object: all its attributes must agree (S/MATCH-2, S/MATCH-4).</summary>
/// <param name="Name">Its name: the rule's own, else the target attribute's.</param>
/// <param name="Priority">Lowest first.</param>
/// <param name="Mappings">One row, or several that belong together.</param>
internal sealed record MatchRule(string Name, int Priority, IReadOnlyList<AttributeMapping> Mappings);
