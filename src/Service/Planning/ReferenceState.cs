namespace Sutler.Service.Planning;

/// <summary>What is known of the objects that source objects refer to.</summary>
/// <param name="TargetIds">Target ids of linked referents, by source id.</param>
internal sealed record ReferenceState(IReadOnlyDictionary<string, string> TargetIds)
{
    public static readonly ReferenceState None = new(new Dictionary<string, string>(StringComparer.Ordinal));
}
