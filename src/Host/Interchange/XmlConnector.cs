namespace Sutler.Host.Interchange;

/// <summary>One <c>Connector</c>.</summary>
internal sealed record XmlConnector
{
    public string Name { get; init; } = "";

    public string Library { get; init; } = "";

    public string? AutosyncTimer { get; init; }

    public IReadOnlyList<XmlParameter> Parameters { get; init; } = [];

    public IReadOnlyList<XmlRun> Runs { get; init; } = [];

    public bool IsExportOnly { get; init; }

    public bool IsFullImportSupported { get; init; } = true;

    public bool IsDeltaImportSupported { get; init; }

    public IReadOnlyList<XmlEntry> Entries { get; init; } = [];

    public IReadOnlyList<string> Partitions { get; init; } = [];

    public bool ExportPasswordInFirstPass { get; init; }

    /// <summary>What our own writer added: the whole connection, where the documented elements cannot hold all of it.</summary>
    public string? Extension { get; init; }

    /// <summary>Hash of the documented elements that <see cref="Extension"/> goes with.</summary>
    public string? ExtensionOf { get; init; }

    /// <summary>Hash of the documented elements as they are now.</summary>
    public string Hash { get; init; } = "";
}
