using Microsoft.Extensions.Logging;

namespace Sutler.Host.Tests;

/// <summary>Keeps every log line as text.</summary>
internal sealed class ListLogger(List<string> lines) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (lines)
            lines.Add($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
