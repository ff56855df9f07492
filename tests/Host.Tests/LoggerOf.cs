using Microsoft.Extensions.Logging;

namespace Sutler.Host.Tests;

/// <summary>A logger of one class over a list of lines.</summary>
internal sealed class LoggerOf<T>(List<string> lines) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Add($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");
}
