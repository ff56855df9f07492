using Microsoft.Extensions.Logging;

namespace Sutler.Service.Directory.Upkeep;

/// <summary>What the upkeep works with.</summary>
internal sealed class UpkeepServices(DirectoryOptions options, TimeProvider time, ILoggerFactory loggers)
{
    public DirectoryOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = loggers.CreateLogger<UpkeepLoop>();
}
