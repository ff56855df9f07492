using Sutler.Host.Connections;

namespace Sutler.Host.Doctor;

/// <summary>Whether a tenant URL has the shape that leads to a connection; another shape is an "invalid resource" at the service (H/ERR-5).</summary>
internal static class TenantUrl
{
    private const string Prefix = "/ecma2host_";

    public static Finding Check(string url, string name)
    {
        var subject = "connection " + name;
        var remedy = $"Write https://localhost:8585/ecma2host_{name}/scim, with the host's name and port where they differ.";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not "https")
            return new Finding(subject, "tenant URL", FindingLevel.Fail, "The tenant URL is not an absolute https address.") { Remedy = remedy };
        var path = uri.AbsolutePath.TrimEnd('/');
        if (!path.StartsWith(Prefix, StringComparison.Ordinal) || !path.EndsWith("/scim", StringComparison.Ordinal) || path.Length <= Prefix.Length + "/scim".Length)
            return new Finding(subject, "tenant URL", FindingLevel.Fail, $"The path {path} is not {Prefix}<connection>/scim: the service answers 'invalid resource'.") { Remedy = remedy };
        var named = path[Prefix.Length..^"/scim".Length];
        if (named == name)
            return new Finding(subject, "tenant URL", FindingLevel.Ok, "The tenant URL leads to this connection.");
        var message = ConnectionFile.IsName(named)
            ? $"The tenant URL names '{named}', the connection is '{name}'. Names are case-sensitive."
            : "The tenant URL names something that cannot be a connection.";
        return new Finding(subject, "tenant URL", FindingLevel.Fail, message) { Remedy = remedy };
    }
}
