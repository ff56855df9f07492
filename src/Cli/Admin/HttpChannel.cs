using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Admin;

/// <summary>Calls the admin port of a running host.</summary>
internal sealed class HttpChannel : IAdminChannel
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromMinutes(30);
    private readonly HttpClient _http;
    private readonly string _root;
    private bool _answered;

    public HttpChannel(AdminFile file, string token)
    {
        _root = file.Url;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = CallLimit };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public bool IsLive => true;

    /// <exception cref="HttpRequestException">Nobody answers there, and nobody has before.</exception>
    public async Task<AdminAnswer> SendAsync(AdminRequest request, CancellationToken cancellationToken)
    {
        var query = string.Join('&', request.Query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), $"{_root}{request.Path}{(query.Length > 0 ? "?" + query : "")}");
        if (request.Json is { } json)
            message.Content = new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json");
        else if (request.Text is { } text)
            message.Content = new StringContent(text, Encoding.UTF8, "application/yaml");
        if (request.IfMatch is { } version)
            message.Headers.TryAddWithoutValidation("If-Match", version == "*" ? "*" : $"\"{version}\"");
        if (request.WantsText)
            message.Headers.Accept.ParseAdd("application/yaml");
        try
        {
            using var response = await _http.SendAsync(message, cancellationToken);
            _answered = true;
            return await ReadAsync(response, cancellationToken);
        }
        catch (HttpRequestException e) when (_answered)
        {
            throw new CommandException($"the host at {_root} broke off ({e.Message.TrimEnd('.')}). See its log, and whether it still runs.", CommandException.Failure);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<AdminAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var status = (int)response.StatusCode;
        if (status is 401 or 429)
            throw new CommandException($"the host at {_root} refused the token of this data folder. Is admin-token in it the one that the host was started with?", CommandException.Failure);
        var version = response.Headers.ETag?.Tag.Trim('"');
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (!type.EndsWith("json", StringComparison.Ordinal))
            return new AdminAnswer(status) { Text = body.Length > 0 ? body : null, ContentType = type, Version = version };
        try
        {
            return new AdminAnswer(status, JsonNode.Parse(body)) { Version = version };
        }
        catch (JsonException e)
        {
            throw new CommandException($"{_root} answered something that is not JSON ({e.Message}). Is it a Sutler host?", CommandException.Failure);
        }
    }
}
