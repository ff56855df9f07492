namespace Sutler.Connectors.Sdk;

/// <summary>What became of one change: the object as the target now holds it, or an error.</summary>
public sealed record ChangeResult
{
    /// <summary>The object after an add or update, with the values the target made itself; null after a delete or an error.</summary>
    public ConnectorObject? Object { get; init; }

    /// <summary>
    /// Multi-valued attributes that were left out of <see cref="Object"/> because reading them again would cost more than the change: their values
    /// are those from before, with the change made to them. Only where the context allows it. Default: none.
    /// </summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>Why the change was not made; null when it was.</summary>
    public ConnectorError? Error { get; init; }
}
