using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Secrets;

namespace Sutler.Service.Applications;

/// <summary>Reads the set of secrets that a request puts in place of the old one (S/GRAPH-17). Pure.</summary>
internal static class SecretSet
{
    private const int MostSecrets = 100;
    private const int MostKey = 64;
    private const int MostLength = 16 * 1024;

    public static IReadOnlyDictionary<string, string> Read(JsonObject body)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in body["value"] as JsonArray ?? throw ApiException.BadRequest("The body must be {\"value\": [{\"key\": …, \"value\": …}]}."))
        {
            var entry = item as JsonObject ?? throw ApiException.BadRequest("A secret is an object with key and value.");
            var key = Body.Text(entry, "key");
            if (key is not { Length: > 0 and <= MostKey })
                throw ApiException.BadRequest($"A secret's key must have 1 to {MostKey} characters.");
            if (Body.Text(entry, "value") is { Length: > 0 } value && !values.TryAdd(key, Check(key, value)))
                throw ApiException.BadRequest($"The secret {key} stands there twice. Give it once.");
        }

        return values.Count <= MostSecrets ? values : throw ApiException.BadRequest($"At most {MostSecrets} secrets are kept.");
    }

    private static string Check(string key, string value)
    {
        if (value.Length > MostLength)
            throw ApiException.BadRequest($"The secret {key} is longer than {MostLength} characters.");
        if (value == SecretView.Star)
            throw ApiException.BadRequest($"The secret {key} is a star, which only stands for what is not shown. Type the secret again: the whole set is replaced.");
        if (SecretReferences.Problem(value) is { } problem)
            throw ApiException.BadRequest($"{key}: {problem}");
        if (string.Equals(key, ApplicationSecrets.BaseAddressKey, StringComparison.OrdinalIgnoreCase) && !SecretReferences.Is(value)
            && !(Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
            throw ApiException.BadRequest("BaseAddress is no absolute http or https URL. Give one such as https://localhost:8585/ecma2host_demo/scim.");
        return value;
    }
}
