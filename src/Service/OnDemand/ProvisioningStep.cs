namespace Sutler.Service.OnDemand;

/// <summary>One step on an object's way, as the original shows it (S/LOG-7, S/OD-1).</summary>
/// <param name="Name">Such as <c>EntryImport</c>.</param>
/// <param name="Type">Import, Matching, Scoping, Export.</param>
/// <param name="Status">Success, Skipped, Failure.</param>
/// <param name="Description">What happened, in a sentence.</param>
internal sealed record ProvisioningStep(string Name, string Type, string Status, string Description)
{
    public required string Timestamp { get; init; }

    /// <summary>All values are text.</summary>
    public IReadOnlyDictionary<string, string?> Details { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
