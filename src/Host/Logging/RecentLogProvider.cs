using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Sutler.Host.Logging;

/// <summary>Keeps lines in a <see cref="RecentLog"/>.</summary>
internal sealed class RecentLogProvider(RecentLog log) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new RecentLogger(log, categoryName);

    public void Dispose()
    {
    }

    private sealed class RecentLogger(RecentLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {logLevel} {category}[{eventId.Id}] {formatter(state, exception)} {exception}"));
    }
}
