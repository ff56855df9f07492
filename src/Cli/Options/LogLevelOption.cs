using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace Sutler.Cli.Options;

/// <summary><c>--log LEVEL</c></summary>
internal static class LogLevelOption
{
    public static Option<LogLevel> Create(LogLevel standard = LogLevel.Information) => new("--log")
    {
        Description = "How much to log to standard error: Trace, Debug, Information, Warning, Error, None.",
        DefaultValueFactory = _ => standard,
    };
}
