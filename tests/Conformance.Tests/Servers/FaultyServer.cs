using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Sutler.Conformance.Running;

namespace Sutler.Conformance.Tests.Servers;

/// <summary>A server that is right but for one fault: it stands before a right one and changes what passes.</summary>
internal sealed class FaultyServer : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly WebApplication _app;
    private readonly Uri _target;
    private readonly Fault _fault;

    private FaultyServer(Uri target, Fault fault)
    {
        (_target, _fault) = (target, fault);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public ConformanceOptions Options => new() { BaseUrl = new Uri(_app.Urls.Single() + _target.AbsolutePath), Token = DemoHost.Token };

    public static async Task<FaultyServer> StartAsync(Uri target, Fault fault)
    {
        var server = new FaultyServer(target, fault);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var came = await ReadAsync(context);
        var request = _fault.Request(came);
        var answer = _fault.Answer(request, _fault.Instead(request) ?? await AskAsync(request, context.RequestAborted));
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.Body.Length > 0)
            await context.Response.WriteAsync(answer.Body);
    }

    private static async Task<ProxyRequest> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        return new ProxyRequest(context.Request.Method, target, body.Length > 0 ? body : null)
        {
            Headers = context.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
    }

    private async Task<ProxyAnswer> AskAsync(ProxyRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_target, request.Path));
        if (request.Body is not null)
            message.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(request.Body));
        foreach (var (name, value) in request.Headers.Where(pair => pair.Key is not ("Host" or "Content-Length" or "Connection")))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _http.SendAsync(message, cancellationToken);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(pair => pair.Key is not ("Transfer-Encoding" or "Content-Length" or "Connection" or "Date" or "Server"));
        return new ProxyAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken))
        {
            Headers = headers.ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value), StringComparer.OrdinalIgnoreCase),
        };
    }
}
