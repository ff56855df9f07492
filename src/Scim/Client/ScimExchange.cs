namespace Sutler.Scim.Client;

/// <summary>
/// A request and its answer as they were on the wire, for whoever must find out why a call failed (S/ERR-44, S/SCIM-41). Never holds the
/// authorization; values of redacted attributes are masked; bodies are cut after <see cref="MaxBody"/> bytes.
/// </summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Url">Address with its query.</param>
/// <param name="Status">HTTP status code; 0 when there was no answer.</param>
public sealed record ScimExchange(string Method, string Url, int Status)
{
    /// <summary>Most bytes of a body that are kept.</summary>
    public const int MaxBody = 4096;

    /// <summary>Body of the request; null for none.</summary>
    public string? RequestBody { get; init; }

    /// <summary>Headers of the answer, one a line; cookies are left out.</summary>
    public string AnswerHeaders { get; init; } = "";

    /// <summary>Body of the answer; null for none.</summary>
    public string? AnswerBody { get; init; }
}
