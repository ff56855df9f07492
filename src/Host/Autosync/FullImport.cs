using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;

namespace Sutler.Host.Autosync;

/// <summary>Reads all objects of a target beside the cache and puts them in its place at once.</summary>
internal sealed class FullImport(ImportParts parts)
{
    /// <summary>Runs one import.</summary>
    /// <param name="meter">Counts what is read.</param>
    /// <param name="first">Whether the cache is empty and stems from no import: then objects are stored while others are being read.</param>
    /// <param name="allow">Judges what would change; an import that it does not allow changes nothing.</param>
    /// <exception cref="ConnectorException">The target failed; the cache is as it was.</exception>
    /// <returns>What it changed, or would have changed, and its mark when it was taken in.</returns>
    public async Task<(ImportDifference Difference, ImportMark? Mark)> RunAsync(
        ImportMeter meter, bool first, Func<ImportDifference, bool> allow, CancellationToken cancellationToken)
    {
        using var ticket = parts.Cache.BeginRead();
        var started = parts.Cache.Now;
        var imported = new ImportedObjects(parts.Cache, started, first);
        string? watermark = null;
        var request = new ImportRequest(ImportKind.Full, null, parts.Config.PageSize);
        await using var staging = first ? new ImportStaging(parts.Cache) : null;
        await foreach (var page in ReadAhead.Of(parts.Connector.ImportAsync(request, cancellationToken), cancellationToken))
        {
            foreach (var found in page.Objects)
            {
                if (parts.Types.ByName.TryGetValue(found.ObjectType, out var type) && imported.Add(type, found) is var entry && staging is not null)
                    await staging.AddAsync(new CacheChange(type.Name, entry.Id, entry));
            }

            watermark = page.Watermark ?? watermark;
            meter.Add(page.Objects.Count);
        }

        if (staging is not null)
            await staging.FinishAsync();
        if (imported.Duplicates > 0)
            throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Invalid, Ambiguous(imported.Duplicates)));
        var mark = new ImportMark
        {
            Fingerprint = parts.Types.Fingerprint,
            Started = started,
            Full = started,
            Watermark = watermark,
            Settings = parts.Types.Settings,
            Schema = parts.Types.SchemaJson,
        };
        var allowed = false;
        var difference = await parts.Cache.SwapAsync(imported, ticket, mark, d => allowed = allow(d));
        return (difference, allowed ? mark : null);
    }

    private static string Ambiguous(int duplicates) =>
        $"The anchor does not identify the objects of the target: {duplicates} of them have the anchor of another. Choose an anchor that is unique.";
}
