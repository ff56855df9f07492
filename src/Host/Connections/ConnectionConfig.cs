using System.Text.Json.Nodes;
using Sutler.Host.Autosync;

namespace Sutler.Host.Connections;

/// <summary>A connection as its file describes it.</summary>
internal sealed record ConnectionConfig
{
    public required string Name { get; init; }

    /// <summary>Kind of connector, such as <c>sql</c>.</summary>
    public required string Connector { get; init; }

    /// <summary>Reference to the bearer token that clients must show (H/WIZ-12).</summary>
    public required string SecretToken { get; init; }

    public required JsonObject Settings { get; init; }

    /// <summary>When it imports by itself.</summary>
    public AutosyncConfig Autosync { get; init; } = new();

    public ConnectionLimits Limits { get; init; } = new();

    /// <summary>An import that would drop more than this share of the objects is held (H/CACHE-10). Default: 20.</summary>
    public double HoldAbovePercent { get; init; } = 20;

    /// <summary>Objects a page when importing. Default: 1000.</summary>
    public int PageSize { get; init; } = 1000;

    public LiveLookup LiveLookup { get; init; } = LiveLookup.NoCache;

    /// <summary>Exposure by object type; types that are not named get <see cref="ObjectTypeConfig.Default"/>.</summary>
    public IReadOnlyDictionary<string, ObjectTypeConfig> ObjectTypes { get; init; } =
        new Dictionary<string, ObjectTypeConfig>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same as it was written, to notice when it changes.</summary>
    public string Exposures { get; init; } = "";

    public ObjectTypeConfig Exposure(string objectType) => ObjectTypes.GetValueOrDefault(objectType) ?? ObjectTypeConfig.Default(objectType);
}
