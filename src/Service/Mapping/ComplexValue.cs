namespace Sutler.Service.Mapping;

/// <summary>
/// One value with parts, as of <c>roles</c>; the parts are text, bool or decimal. The source attribute <c>appRoleAssignments</c> is an array of
/// these with the parts id, value and displayName (S/MAP-35).
/// </summary>
internal sealed record ComplexValue(IReadOnlyDictionary<string, object> Parts)
{
    public bool Equals(ComplexValue? other) => other is not null && Parts.Count == other.Parts.Count
        && Parts.All(part => other.Parts.TryGetValue(part.Key, out var value) && Equals(part.Value, value));

    public override int GetHashCode() => Parts.Count;
}
