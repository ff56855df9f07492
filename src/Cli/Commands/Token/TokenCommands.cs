using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Api;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Token;

/// <summary><c>sutler token create|list|revoke</c></summary>
internal static class TokenCommands
{
    public static Command Create() => new("token", "API tokens, with which programs use the service.") { CreateOne(), List(), Revoke() };

    private static Command CreateOne()
    {
        const string description = """
            Makes an API token. Standard output holds the token alone; it is shown only now.

            Example:
              sutler token create deploy --role admin --scope Synchronization --scope Application --expires 30d --service https://sutler.example.com --token T
            """;
        var service = new ServiceOption();
        var name = new Argument<string>("name") { Description = "What the token is for." };
        var role = new Option<string>("--role") { Description = "reader, operator or admin.", Required = true };
        var expires = new Option<string>("--expires") { Description = "How long it lives: a whole number and s, m, h or d, at most 366d.", Required = true };
        var scopes = new Option<string[]>("--scope") { Description = "Limits the token to a part of the API; may be given several times. Default: all that the role gives." };
        var command = new Command("create", description) { name, role, expires, scopes };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            var body = new JsonObject
            {
                ["name"] = parsed.GetValue(name),
                ["role"] = parsed.GetValue(role),
                ["expiresIn"] = parsed.GetValue(expires),
                ["scopes"] = new JsonArray([.. (parsed.GetValue(scopes) ?? []).Select(scope => (JsonNode?)scope)]),
            };
            var answer = await api.PostAsync("api/v1/tokens", body, cancellationToken);
            await Console.Error.WriteLineAsync($"The token ends at {answer["expiresAt"]}. It is shown only now:");
            Console.Out.WriteLine(answer["token"]!.GetValue<string>());
            return 0;
        });
        return command;
    }

    private static Command List()
    {
        var service = new ServiceOption();
        var command = new Command("list", "Lists API tokens, without what opens them.");
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            var rows = (await api.GetAsync("api/v1/tokens", cancellationToken))["value"]!.AsArray().Select(row => (IReadOnlyList<string>)
            [
                Text(row, "id"), Text(row, "name"), Text(row, "role"), string.Join(' ', row!["scopes"]!.AsArray()), Text(row, "revokedAt").Length > 0 ? "revoked" : Text(row, "expiresAt"), Text(row, "lastUsedAt"),
            ]).ToList();
            Console.Out.Write(Table.Render(["Id", "Name", "Role", "Scopes", "Ends", "Last used"], rows));
            return 0;
        });
        return command;
    }

    private static Command Revoke()
    {
        var service = new ServiceOption();
        var id = new Argument<string>("id") { Description = "Id of the token." };
        var command = new Command("revoke", "Revokes an API token at once.") { id };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            await api.DeleteAsync("api/v1/tokens/" + Uri.EscapeDataString(parsed.GetValue(id)!), cancellationToken);
            return 0;
        });
        return command;
    }

    private static string Text(JsonNode? node, string key) => node?[key]?.ToString() ?? "";
}
