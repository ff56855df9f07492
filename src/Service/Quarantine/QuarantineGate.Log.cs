using Microsoft.Extensions.Logging;

namespace Sutler.Service.Quarantine;

internal sealed partial class QuarantineGate
{
    [LoggerMessage(3300, LogLevel.Warning, "Job {JobId} is quarantined: {Reason}. {Message}")]
    private static partial void Entered(ILogger logger, string jobId, string reason, string message);

    [LoggerMessage(3301, LogLevel.Information, "Job {JobId} has left quarantine")]
    private static partial void Left(ILogger logger, string jobId);

    [LoggerMessage(3302, LogLevel.Error, "Job {JobId} is disabled after four weeks in quarantine. {Message}")]
    private static partial void WasDisabled(ILogger logger, string jobId, string message);

    [LoggerMessage(3303, LogLevel.Warning, "Job {JobId} is paused: its initial cycle failed too often. {Message}")]
    private static partial void WasPaused(ILogger logger, string jobId, string message);
}
