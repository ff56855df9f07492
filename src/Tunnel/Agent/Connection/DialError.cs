namespace Sutler.Tunnel.Agent.Connection;

/// <summary>One failed attempt: what, where, when, and in words with the remedy.</summary>
public sealed record DialError(DialErrorKind Kind, string Message, string Url, DateTimeOffset At);
