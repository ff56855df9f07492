using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sutler.Host.Logging.Server;

/// <summary>
/// Logs each SCIM request with its answer (H/LOG-5): method, path, status, time, correlation id. Bodies and queries never: they hold people's data.
/// The correlation id is the caller's, else the trace id; every line of the request carries it in its scope, and the answer its header.
/// </summary>
internal static partial class RequestLog
{
    private const string Header = "x-correlation-id";
    private static readonly string[] CallersHeaders = [Header, "client-request-id", "request-id"];

    public static void UseRequestLog(this WebApplication app, TimeProvider clock)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Sutler.Host.Requests");
        app.Use(async (context, next) =>
        {
            var began = clock.GetTimestamp();
            var correlation = Correlation(context);
            if (correlation is not null)
                context.Response.Headers[Header] = correlation;
            correlation ??= Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
            using (logger.BeginScope(new CorrelationScope(correlation)))
            {
                await next(context);
                Write(logger, context, correlation, clock.GetElapsedTime(began));
            }
        });
    }

    private static void Write(ILogger logger, HttpContext context, string correlation, TimeSpan took)
    {
        var level = context.Response.StatusCode switch
        {
            >= 500 => LogLevel.Warning,
            400 or 401 or 403 or 429 => LogLevel.Information,
            _ => LogLevel.Debug,
        };
        if (logger.IsEnabled(level))
            LogRequest(logger, level, context.Request.Method, context.Request.Path.Value ?? "", context.Response.StatusCode, took.TotalMilliseconds, correlation);
    }

    /// <summary>What the caller calls the request; nothing that could break a log line or a header.</summary>
    private static string? Correlation(HttpContext context)
    {
        foreach (var name in CallersHeaders)
        {
            if (context.Request.Headers[name] is [{ } value] && Fit().IsMatch(value))
                return value;
        }

        return null;
    }

    [LoggerMessage(EventId = 2501, Message = "{Method} {Path} answered {Status} in {Milliseconds:0.0} ms ({CorrelationId}).")]
    private static partial void LogRequest(ILogger logger, LogLevel level, string method, string path, int status, double milliseconds, string correlationId);

    [GeneratedRegex(@"^[A-Za-z0-9._\-]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fit();
}
