using Microsoft.Extensions.Logging;

namespace Sutler.Service.Directory.Upkeep;

internal sealed partial class UpkeepLoop
{
    [LoggerMessage(3500, LogLevel.Error, "The directory's upkeep failed; it is tried again by itself")]
    private static partial void UpkeepFailed(ILogger logger, Exception fault);

    [LoggerMessage(3501, LogLevel.Information, "Removed {Purged} deleted objects for good and {Pruned} rows of the feed")]
    private static partial void Swept(ILogger logger, int purged, int pruned);
}
