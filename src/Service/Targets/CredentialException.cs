namespace Sutler.Service.Targets;

/// <summary>
/// No token could be had. The call was never sent, so it may be sent again; <see cref="IsRefusal"/> tells whether that will do any good.
/// </summary>
internal sealed class CredentialException(string message, bool isRefusal, Exception? inner = null)
    : HttpRequestException(HttpRequestError.ConnectionError, message, inner)
{
    /// <summary>The token endpoint refuses the client: somebody must put other secrets.</summary>
    public bool IsRefusal { get; } = isRefusal;
}
