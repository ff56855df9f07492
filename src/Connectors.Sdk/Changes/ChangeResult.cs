namespace Sutler.Connectors.Sdk;

/// <summary>What became of one change: the object as the target now holds it, or an error.</summary>
public sealed record ChangeResult
{
    /// <summary>The object after an add or update, with the values the target made itself; null after a delete or an error.</summary>
    public ConnectorObject? Object { get; init; }

    /// <summary>Why the change was not made; null when it was.</summary>
    public ConnectorError? Error { get; init; }
}
