namespace Sutler.Tunnel.Agent.AllowList;

/// <summary>A rule, parsed: it matches by comparing, never by interpreting what a request says.</summary>
internal sealed class AllowedTarget
{
    private AllowedTarget(string authority, string prefix, string? trustedAuthority) =>
        (Authority, Prefix, TrustedAuthority) = (authority, prefix, trustedAuthority);

    /// <summary>Canonical scheme, host and port, e.g. <c>https://localhost:8585</c>.</summary>
    public string Authority { get; }

    /// <summary>Path prefix without a slash at the end; empty for all paths.</summary>
    public string Prefix { get; }

    public string? TrustedAuthority { get; }

    /// <summary>Reads a rule.</summary>
    /// <exception cref="AgentConfigException">The rule is not one absolute http or https URL without user, query and fragment.</exception>
    public static AllowedTarget Parse(AllowRule rule)
    {
        if (!Uri.TryCreate(rule.Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            throw new AgentConfigException(
                $"The allow-list rule '{rule.Url}' is not accepted: write scheme, host, port and path prefix, e.g. https://localhost:8585/.");
        }

        return new AllowedTarget(url.GetLeftPart(UriPartial.Authority), url.AbsolutePath.TrimEnd('/'), rule.TrustedAuthority);
    }

    public bool Matches(string authority, ReadOnlySpan<char> path) =>
        string.Equals(authority, Authority, StringComparison.OrdinalIgnoreCase) && path.StartsWith(Prefix, StringComparison.Ordinal)
        && (path.Length == Prefix.Length || Prefix.Length == 0 || path[Prefix.Length] == '/');
}
