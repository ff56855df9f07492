using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sutler.Cli.Roles;

/// <summary>Where the log lines of a role go: standard error, one line each, warnings and worse unless more is asked for.</summary>
internal static class RoleLogging
{
    public static Action<ILoggingBuilder> At(LogLevel level) => logging =>
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(level);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting", LogLevel.Warning);
        // A start that fails is told by the verb, in one sentence.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        logging.AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.UseUtcTimestamp = true;
            format.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            format.ColorBehavior = Microsoft.Extensions.Logging.Console.LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    };
}
