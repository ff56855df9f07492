using Microsoft.Extensions.Logging;

namespace Sutler.Host.Logging;

/// <summary>How much the host logs, changeable while it runs (H/TOOL-4). Safe for any number of threads.</summary>
public sealed class LogLevelSwitch(LogLevel level)
{
    private volatile int _level = (int)level;

    /// <summary>Lines below this level are dropped.</summary>
    public LogLevel Level
    {
        get => (LogLevel)_level;
        set => _level = (int)value;
    }
}
