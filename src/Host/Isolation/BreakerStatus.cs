namespace Sutler.Host.Isolation;

/// <summary>How a connection's circuit breaker stands.</summary>
/// <param name="State">What it does with calls.</param>
/// <param name="Failures">Failures in a row.</param>
/// <param name="Wait">How long until it tries the connector again; zero when it does not wait.</param>
public sealed record BreakerStatus(BreakerState State, int Failures, TimeSpan Wait);
