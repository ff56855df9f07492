namespace Sutler.Tunnel.Agent.AllowList;

/// <summary>
/// What the service may make this agent call. Pure. Whatever could be read in two ways (encoded slashes, dot segments, user names, odd spellings of a
/// host) is refused rather than interpreted, and the path goes out exactly as it was checked.
/// </summary>
internal sealed class TargetAllowList
{
    private static readonly UriCreationOptions AsChecked = new() { DangerousDisablePathAndQueryCanonicalization = true };
    private static readonly string[] Methods = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"];

    private readonly AllowedTarget[] _targets;

    public TargetAllowList(IEnumerable<AllowRule> rules) => _targets = [.. rules.Select(AllowedTarget.Parse)];

    public IReadOnlyList<AllowedTarget> Targets => _targets;

    public static IReadOnlyList<AllowRule> Default(int port, string? trustedAuthority) =>
    [
        new() { Url = $"https://localhost:{port}/", TrustedAuthority = trustedAuthority },
        new() { Url = $"https://127.0.0.1:{port}/", TrustedAuthority = trustedAuthority },
        new() { Url = $"https://[::1]:{port}/", TrustedAuthority = trustedAuthority },
    ];

    /// <param name="method">The request's method.</param>
    /// <param name="target">Scheme and authority, as in the header.</param>
    /// <param name="rawPath">Path and query, as on the wire.</param>
    /// <summary>Where the request may go, or why it may not.</summary>
    public AllowVerdict Check(string method, string target, string rawPath)
    {
        if (!Methods.Contains(method, StringComparer.Ordinal))
            return AllowVerdict.Refuse($"the method {Show(method)} is not among {string.Join(", ", Methods)}");

        var end = rawPath.IndexOf('?', StringComparison.Ordinal);
        var path = rawPath.AsSpan(0, end < 0 ? rawPath.Length : end);
        if (PathError(path, rawPath) is { } reason)
            return AllowVerdict.Refuse(reason);

        foreach (var candidate in _targets)
        {
            if (candidate.Matches(target, path))
                return AllowVerdict.Allow(candidate, new Uri(candidate.Authority + rawPath, AsChecked));
        }

        return AllowVerdict.Refuse($"no rule allows {Show(target + path.ToString())}");
    }

    private static string? PathError(ReadOnlySpan<char> path, string rawPath)
    {
        if (path.IsEmpty || path[0] != '/')
            return "the path does not begin with a slash";
        if (rawPath.AsSpan().ContainsAnyExceptInRange('!', '~') || rawPath.Contains('#', StringComparison.Ordinal))
            return "the path holds characters that a URL cannot hold";
        if (path.Contains('\\') || HasEncoded(path, "%2f", "%5c", "%2e") || HasEncoded(path, "%00", "%25", "%3b"))
            return "the path holds a backslash or an encoded separator";
        foreach (var range in path[1..].Split('/'))
        {
            var segment = path[1..][range];
            if (segment is "." or ".." || segment.StartsWith("..;") || segment.StartsWith(".;"))
                return "the path holds a dot segment";
            if (segment.IsEmpty && range.End.GetOffset(path.Length - 1) < path.Length - 1)
                return "the path holds an empty segment";
        }

        return null;
    }

    private static bool HasEncoded(ReadOnlySpan<char> path, string first, string second, string third) =>
        path.Contains(first, StringComparison.OrdinalIgnoreCase) || path.Contains(second, StringComparison.OrdinalIgnoreCase)
        || path.Contains(third, StringComparison.OrdinalIgnoreCase);

    /// <summary>Fit for a log line: short and printable.</summary>
    private static string Show(string text) =>
        string.Concat("'", string.Concat(text.Take(200).Select(c => c is >= ' ' and <= '~' ? c : '?')), "'");
}
