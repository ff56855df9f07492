namespace Sutler.Scim.Client;

/// <summary>One request as it is about to be made.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Uri">Absolute address.</param>
/// <param name="Answer">What a good answer holds.</param>
internal readonly record struct ScimCall(HttpMethod Method, Uri Uri, ScimAnswerKind Answer)
{
    public ReadOnlyMemory<byte> Body { get; init; }

    public bool NoCache { get; init; }

    public string? IfMatch { get; init; }

    public bool IsWrite => Method != HttpMethod.Get;
}
