using System.Text.Json.Nodes;

namespace Sutler.Host.Interchange;

/// <summary>A connection taken from the host XML.</summary>
internal sealed record ImportedConnection(string Name, JsonObject Document)
{
    public List<InterchangeNote> Notes { get; } = [];

    /// <summary>Secrets that the file does not carry: the name to supply each under, and the key it belongs to.</summary>
    public Dictionary<string, string> MissingSecrets { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void Note(string place, string message) => Notes.Add(new InterchangeNote(place, message, IsGap: false));

    public void Gap(string place, string message) => Notes.Add(new InterchangeNote(place, message, IsGap: true));
}
