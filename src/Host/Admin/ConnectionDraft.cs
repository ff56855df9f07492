using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;

namespace Sutler.Host.Admin;

/// <summary>A connection that is stored or only proposed, read as far as it can be read.</summary>
internal sealed record ConnectionDraft
{
    public required string Name { get; init; }

    /// <summary>The document; null when it could not be read at all.</summary>
    public required JsonObject? Root { get; init; }

    /// <summary>Null exactly when there are faults.</summary>
    public required ConnectionConfig? Config { get; init; }

    public required IReadOnlyList<ConnectionFault> Faults { get; init; }

    /// <summary>Makes its connector, which opens nothing yet.</summary>
    public required Func<IConnector> Connect { get; init; }

    /// <summary>Reads what its target holds, for which it needs no object types yet; finds the faults that prevent that.</summary>
    public required Func<FaultList, CancellationToken, Task<TargetContents?>> ExploreAsync { get; init; }

    /// <summary>The documents that came in with secrets in clear hold references after this.</summary>
    public override string ToString() => $"{Name} ({Faults.Count} faults)";
}
