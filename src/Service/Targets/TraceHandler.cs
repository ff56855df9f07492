using System.Diagnostics;

namespace Sutler.Service.Targets;

/// <summary>Sends the trace id of the change with each request (W3C traceparent), whatever carries it.</summary>
internal sealed class TraceHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Header = "traceparent";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } && !request.Headers.Contains(Header))
            request.Headers.TryAddWithoutValidation(Header, id);
        return base.SendAsync(request, cancellationToken);
    }
}
