using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sutler.Scim.Client;
using Sutler.Scim.Server;

namespace Sutler.Scim.Tests.Server;

/// <summary>A real web server on loopback with one SCIM connection, named <c>demo</c>.</summary>
internal sealed class ScimTestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScimTestServer(WebApplication app, MemoryEndpoint endpoint, HttpMessageHandler? handler)
    {
        _app = app;
        Endpoint = endpoint;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        BaseUri = new Uri($"{address}/ecma2host_demo/scim");
        Http = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
    }

    public MemoryEndpoint Endpoint { get; }

    public Uri BaseUri { get; }

    public HttpClient Http { get; }

    public static async Task<ScimTestServer> StartAsync(
        MemoryEndpoint? endpoint = null, HttpMessageHandler? handler = null, TimeProvider? clock = null, ScimServerOptions? options = null)
    {
        endpoint ??= new MemoryEndpoint();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        var app = builder.Build();
        app.MapScim("/ecma2host_{connection}/scim", context => (string?)context.GetRouteValue("connection") == "demo" ? endpoint : null, options);
        await app.StartAsync();
        return new ScimTestServer(app, endpoint, handler);
    }

    public ScimClient Client(ScimClientOptions? options = null) =>
        new(Http, BaseUri, (options ?? new ScimClientOptions()) with { BearerToken = _ => ValueTask.FromResult(MemoryEndpoint.Token) });

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body = null, string contentType = "application/scim+json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(BaseUri + path));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + MemoryEndpoint.Token);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            if (value.Length > 0)
                request.Headers.TryAddWithoutValidation(name, value);
        }
        if (body is not null)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.Remove("Content-Type");
            if (contentType.Length > 0)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }
        return await Http.SendAsync(request);
    }

    /// <summary>Sends, and reads the answer's JSON; the status must be this one.</summary>
    public async Task<JsonObject> JsonAsync(HttpMethod method, string path, string? body = null, int status = 200)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    public Task<JsonObject> GetAsync(string path, int status = 200) => JsonAsync(HttpMethod.Get, path, null, status);

    /// <summary>Makes a user; answers with its id.</summary>
    public async Task<string> CreateAsync(string path, string body) => (string)(await JsonAsync(HttpMethod.Post, path, body, 201))["id"]!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
