namespace Sutler.Host.Connections;

/// <summary>One fault in a connection file. Never holds the value of a secret.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Key">Path of the key, such as <c>autosync.interval</c>; empty for the file as a whole.</param>
/// <param name="Message">The rule that is broken, and the remedy.</param>
public sealed record ConnectionFault(string File, string Key, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Key.Length > 0 ? $"{File}: {Key}: {Message}" : $"{File}: {Message}";
}
