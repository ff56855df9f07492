namespace Sutler.Host.Connections;

/// <summary>What a connection's schema comes down to.</summary>
/// <param name="All">Its exposed types.</param>
/// <param name="Fingerprint">See <see cref="ConnectionKey"/>.</param>
/// <param name="NeedsImport">Whether the stored objects, if any, stem from other settings.</param>
internal sealed record ConnectionTypes(IReadOnlyList<ExposedType> All, string Fingerprint, bool NeedsImport)
{
    public IReadOnlyDictionary<string, ExposedType> ByName { get; } = All.ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
}
