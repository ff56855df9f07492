namespace Sutler.Scim.Server;

/// <summary>How a client wants to write.</summary>
/// <param name="BaseUrl">Base URL of the endpoint as the client called it, without a slash at the end.</param>
/// <param name="IfMatch">Value of <c>If-Match</c>; null when absent.</param>
public sealed record WriteRequest(string BaseUrl, string? IfMatch);
