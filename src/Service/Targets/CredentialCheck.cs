using System.Globalization;
using System.Text;
using Sutler.Scim.Client;
using Sutler.Service.Applications;
using Sutler.Service.Mapping;

namespace Sutler.Service.Targets;

/// <summary>
/// Tries whether a target lets the service in: a search for a value that nobody has, which must find nothing (S/GRAPH-9, S/SCIM-40).
/// </summary>
internal sealed class CredentialCheck(TargetClients clients)
{
    /// <summary>Null when the target lets us in; else what an operator needs to see why not: URL, operation, status, headers and content (S/SCIM-41).</summary>
    public async Task<string?> RunAsync(ApplicationRow application, ApplicationSecrets secrets, ObjectSchema? users, CancellationToken cancellationToken)
    {
        if (secrets.Missing is { } missing)
            return missing;
        var report = await clients.Reports.FindAsync(application.Id, cancellationToken);
        var result = await SearchAsync(clients.Client(application, secrets, report), users, cancellationToken);
        if (result.IsDone)
            return result.Resources.Count == 0 ? null : "The target answers a search for a value that nobody has with users: it does not look at the filter. People would be matched wrongly.";
        return Explain(result);
    }

    /// <summary>The search itself; a job's log labels it <c>probe</c>, for owners of targets wonder about it.</summary>
    public static Task<ScimResult> SearchAsync(ScimClient client, ObjectSchema? users, CancellationToken cancellationToken)
    {
        var name = users is { Matching: { Count: > 0 } rows } ? rows[0].TargetName : "userName";
        var filter = MatchFilter.Of(name, Guid.NewGuid().ToString());
        return client.FindAsync(users?.Endpoint ?? "/Users", filter, new ScimReadOptions { NoCache = true }, cancellationToken);
    }

    private static string Explain(ScimResult result)
    {
        var text = new StringBuilder(result.Error?.Detail ?? "The target refuses the call.");
        if (result.Status is 401 or 403)
            text.Append(" Put the right credentials into the application's secrets.");
        if (result.Exchange is not { } exchange)
            return text.ToString();
        text.Append(CultureInfo.InvariantCulture, $"\nResource: {exchange.Url}\nOperation: {exchange.Method}\nResponse status code: {exchange.Status}");
        if (exchange.AnswerHeaders.Length > 0)
            text.Append("\nResponse headers: ").Append(exchange.AnswerHeaders.Replace("\n", "; ", StringComparison.Ordinal));
        if (exchange.AnswerBody is { } body)
            text.Append("\nResponse content: ").Append(body);
        return text.ToString();
    }
}
