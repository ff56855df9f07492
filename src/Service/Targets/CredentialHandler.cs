using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Service.Targets;

/// <summary>
/// Puts the credential on each request. A 401 makes it ask for another token once and send the request once more: the target has done nothing,
/// so a write is safe to repeat (S/SCIM-49). A token endpoint that refuses shows as a 401 that says so.
/// </summary>
internal sealed class CredentialHandler(ITargetCredential credential, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var token = await credential.TokenAsync(cancellationToken);
            var response = await SendAsync(request, token, cancellationToken);
            if (response.StatusCode is not HttpStatusCode.Unauthorized || !credential.Refuse(token))
                return response;

            var other = await credential.TokenAsync(cancellationToken);
            if (other == token)
                return response;
            response.Dispose();
            return await SendAsync(request, other, cancellationToken);
        }
        catch (CredentialException refusal) when (refusal.IsRefusal)
        {
            var body = new JsonObject { ["status"] = "401", ["detail"] = refusal.Message };
            return new HttpResponseMessage(HttpStatusCode.Unauthorized) { RequestMessage = request, Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)) };
        }
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancellationToken);
    }
}
