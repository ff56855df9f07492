using System.Net;
using System.Text.Json;

namespace Sutler.Service.Targets;

/// <summary>
/// OAuth client credentials (RFC 6749 §4.4): one token for all calls, kept until shortly before it expires, fetched by one caller at a time.
/// Two secrets may stand side by side; the one that worked last is tried first (S/SCIM-46, S/SCIM-49).
/// </summary>
internal sealed class ClientCredential(HttpClient http, TargetSecrets secrets, TimeProvider time) : ITargetCredential, IDisposable
{
    private const int MostAnswer = 64 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan DefaultLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _fetching = new(1);
    private volatile Issued? _issued;
    private int _secret;

    public async ValueTask<string?> TokenAsync(CancellationToken cancellationToken)
    {
        if (_issued is { } issued && time.GetUtcNow() < issued.Until)
            return issued.Token;

        await _fetching.WaitAsync(cancellationToken);
        try
        {
            if (_issued is { } other && time.GetUtcNow() < other.Until)
                return other.Token;
            var fresh = await FetchAsync(cancellationToken);
            _issued = fresh;
            return fresh.Token;
        }
        finally
        {
            _fetching.Release();
        }
    }

    public bool Refuse(string? token)
    {
        if (_issued is { } issued && issued.Token == token)
            _issued = null;
        return true;
    }

    public void Dispose() => _fetching.Dispose();

    private async Task<Issued> FetchAsync(CancellationToken cancellationToken)
    {
        CredentialException? refusal = null;
        for (var attempt = 0; attempt < secrets.ClientSecrets.Count; attempt++)
        {
            var index = (_secret + attempt) % secrets.ClientSecrets.Count;
            try
            {
                var issued = await FetchAsync(secrets.ClientSecrets[index], cancellationToken);
                _secret = index;
                return issued;
            }
            catch (CredentialException exception) when (exception.IsRefusal)
            {
                refusal = exception;
            }
        }

        throw refusal ?? new CredentialException("There is no client secret.", isRefusal: true);
    }

    private async Task<Issued> FetchAsync(string secret, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = secrets.Value(TargetSecrets.ClientId)!,
            ["client_secret"] = secret,
        };
        if (secrets.Value(TargetSecrets.Scope) is { } scope)
            form["scope"] = scope;
        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var request = new HttpRequestMessage(HttpMethod.Post, secrets.TokenUri) { Content = content };
            using var response = await http.SendAsync(request, either.Token);
            return Read(response.StatusCode, await response.Content.ReadAsStringAsync(either.Token));
        }
        catch (Exception exception) when (exception is HttpRequestException and not CredentialException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new CredentialException($"The token endpoint {Place} does not answer ({exception.Message}).", isRefusal: false, exception);
        }
    }

    private string Place => secrets.TokenUri!.GetLeftPart(UriPartial.Path);

    private Issued Read(HttpStatusCode status, string text)
    {
        var answer = Parse(text);
        if (status is HttpStatusCode.OK && Text(answer, "access_token") is { Length: > 0 } token)
        {
            var life = answer is { } root && root.TryGetProperty("expires_in", out var seconds) && Seconds(seconds) is { } given ? TimeSpan.FromSeconds(given) : DefaultLife;
            // A token that lives shorter than two skews is used for half of its life.
            return new Issued(token, time.GetUtcNow() + (life > 2 * Skew ? life - Skew : life / 2));
        }

        var error = Text(answer, "error") is { Length: < 100 } code ? $" ({code})" : "";
        var isRefusal = (int)status is >= 400 and < 500 and not (408 or 429) || status is HttpStatusCode.OK;
        var remedy = isRefusal ? $" Put the right {TargetSecrets.ClientId} and {TargetSecrets.ClientSecret} into the application's secrets." : "";
        throw new CredentialException($"The token endpoint {Place} gives no token: it answers {(int)status}{error}.{remedy}", isRefusal);
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return text.Length <= MostAnswer && JsonElement.Parse(text) is { ValueKind: JsonValueKind.Object } root ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement? root, string name) =>
        root is { } answer && answer.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>Some servers write the number as text.</summary>
    private static double? Seconds(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var number) && number is >= 0 and < 1e8 => number,
        JsonValueKind.String when double.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1e8 => number,
        _ => null,
    };

    private sealed record Issued(string Token, DateTimeOffset Until);
}
