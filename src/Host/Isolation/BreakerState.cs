namespace Sutler.Host.Isolation;

/// <summary>What a circuit breaker does with calls.</summary>
public enum BreakerState
{
    /// <summary>Lets them through.</summary>
    Closed,

    /// <summary>Refuses them, because the connector failed several times in a row.</summary>
    Open,

    /// <summary>Lets one through to see whether the connector works again.</summary>
    HalfOpen,
}
