namespace Sutler.Service.Targets;

/// <summary>Refuses every request for the same reason: the application's secrets do not let a connection be made.</summary>
internal sealed class RefusingHandler(CredentialException reason) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromException<HttpResponseMessage>(new CredentialException(reason.Message, reason.IsRefusal, reason));
}
