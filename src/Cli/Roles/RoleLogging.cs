using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sutler.Cli.Roles;

/// <summary>
/// What the verbs add to every role: log lines go to standard error, one line each; and the role does not listen for Ctrl-C itself, because the
/// verb stops the roles in the order of the flow.
/// </summary>
internal static class RoleLogging
{
    public static Action<ILoggingBuilder> At(LogLevel level) => logging =>
    {
        logging.ClearProviders();
        logging.Services.AddSingleton<IHostLifetime, VerbLifetime>();
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
