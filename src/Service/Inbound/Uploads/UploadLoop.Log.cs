using Microsoft.Extensions.Logging;

namespace Sutler.Service.Inbound.Uploads;

internal sealed partial class UploadLoop
{
    [LoggerMessage(3600, LogLevel.Error, "Inbound job {JobId}: a batch of records failed; it is tried again by itself")]
    private partial void BatchFailed(string jobId, Exception fault);

    [LoggerMessage(3601, LogLevel.Error, "Inbound records: the loop failed; it goes on by itself")]
    private partial void LoopFailed(Exception fault);
}
