using Microsoft.Extensions.Logging;

namespace Sutler.Host.Logging;

/// <summary>Hands lines on without the secrets in them; a line that holds none goes through as it is, structure and all (H/LOG-4).</summary>
internal sealed class RedactingLogger(ILogger inner, SecretRedactor redactor) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
            return;
        var message = formatter(state, exception);
        var details = exception?.ToString();
        if (!redactor.Concerns(message) && (details is null || !redactor.Concerns(details)))
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
            return;
        }

        var shown = details is null || !redactor.Concerns(details) ? exception : new RedactedException(redactor.Redact(details));
        inner.Log(logLevel, eventId, redactor.Redact(message), shown, static (text, _) => text);
    }
}
