using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Connections;

namespace Sutler.Host.Autosync;

/// <summary>Reads all objects of a target beside the cache and puts them in its place at once.</summary>
internal sealed class FullImport(ObjectCache cache, IConnector connector, IReadOnlyDictionary<string, ExposedType> types)
{
    /// <summary>Objects read so far by the import that is running.</summary>
    public int Progress { get; private set; }

    /// <summary>Runs one import.</summary>
    /// <param name="config">Page size and guard.</param>
    /// <param name="fingerprint">Stored with the objects.</param>
    /// <param name="guarded">Whether to hold an import that drops too much; not when the cache stems from other settings.</param>
    /// <exception cref="ConnectorException">The target failed; the cache is as it was.</exception>
    public async Task<ImportOutcome> RunAsync(ConnectionConfig config, string fingerprint, bool guarded, CancellationToken cancellationToken)
    {
        using var ticket = cache.BeginRead();
        var started = cache.Now;
        var imported = new ImportedObjects(cache, started);
        string? watermark = null;
        Progress = 0;
        await foreach (var page in connector.ImportAsync(new ImportRequest(ImportKind.Full, null, config.PageSize), cancellationToken).WithCancellation(cancellationToken))
        {
            foreach (var found in page.Objects)
            {
                if (types.TryGetValue(found.ObjectType, out var type))
                    imported.Add(type, found);
            }

            watermark = page.Watermark ?? watermark;
            Progress += page.Objects.Count;
        }

        if (imported.Duplicates > 0)
            throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Invalid, Ambiguous(imported.Duplicates)));
        string? held = null;
        var difference = await cache.SwapAsync(
            imported,
            ticket,
            new ImportMark(fingerprint, started, watermark),
            d => (held = guarded ? ImportGuard.Judge(d, config.HoldAbovePercent) : null) is null);
        return new ImportOutcome(started, imported.Count, difference, held);
    }

    private static string Ambiguous(int duplicates) =>
        $"The anchor does not identify the objects of the target: {duplicates} of them have the anchor of another. Choose an anchor that is unique.";
}
