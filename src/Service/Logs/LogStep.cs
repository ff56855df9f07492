namespace Sutler.Service.Logs;

/// <summary>One step of what happened to an object (S/LOG-6).</summary>
/// <param name="Name">The step as the original names it.</param>
/// <param name="Type">import, matching, scoping, processing, referenceResolution or export.</param>
/// <param name="Status">success, failure, skipped or warning.</param>
/// <param name="Description">A sentence.</param>
internal sealed record LogStep(string Name, string Type, string Status, string Description)
{
    /// <summary>All values are text, as in the original (S/LOG-7a).</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
