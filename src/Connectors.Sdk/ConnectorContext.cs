namespace Sutler.Connectors.Sdk;

/// <summary>What the host hands to a connector.</summary>
/// <param name="ConnectionName">Name of the connection, for messages.</param>
/// <param name="BaseFolder">Folder that relative paths in the settings start from.</param>
/// <param name="ResolveSecret">Reads a secret by its reference (<c>env:NAME</c>, <c>file:PATH</c>).</param>
/// <param name="Clock">The clock.</param>
public sealed record ConnectorContext(string ConnectionName, string BaseFolder, Func<string, string> ResolveSecret, TimeProvider Clock)
{
    /// <summary>The host completes results by <see cref="ChangeResult.Unread"/> itself. Default: false (results are whole).</summary>
    public bool AcceptsUnread { get; init; }
}
