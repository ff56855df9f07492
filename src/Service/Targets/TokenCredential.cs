namespace Sutler.Service.Targets;

/// <summary>Long-lived tokens, up to two side by side: where one is refused the other is tried, so a token can be changed without a pause (S/SCIM-49).</summary>
internal sealed class TokenCredential(IReadOnlyList<string> tokens) : ITargetCredential
{
    private int _current;

    public ValueTask<string?> TokenAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(tokens.Count == 0 ? null : tokens[Volatile.Read(ref _current)]);

    public bool Refuse(string? token)
    {
        if (tokens.Count < 2)
            return false;
        var refused = tokens[0] == token ? 0 : 1;
        // Calls in flight may all have been refused for the same token: only the first of them changes it.
        Interlocked.CompareExchange(ref _current, 1 - refused, refused);
        return true;
    }
}
