using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Api;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Storage.Secrets;

namespace Sutler.Cli.Commands.Account;

/// <summary><c>sutler account create|list|remove</c></summary>
internal static class AccountCommands
{
    public static Command Create() => new("account", "Accounts of the service's administrators.") { CreateOne(), List(), Remove() };

    private static Command CreateOne()
    {
        const string description = """
            Makes an account. The password is read from a reference, or a line of standard input; it is never an option.

            Example:
              sutler account create ada --role operator --password file:ada.password --service https://sutler.example.com --token T
            """;
        var service = new ServiceOption();
        var name = new Argument<string>("name") { Description = "What one signs in with." };
        var role = new Option<string>("--role") { Description = "reader, operator or admin.", Required = true };
        var displayName = new Option<string?>("--display-name") { Description = "Name for people." };
        var password = new Option<string?>("--password") { Description = "Where the password is: file:PATH or env:NAME. Default: a line of standard input." };
        var command = new Command("create", description) { name, role, displayName, password };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            var body = new JsonObject { ["name"] = parsed.GetValue(name), ["role"] = parsed.GetValue(role), ["password"] = await ReadAsync(parsed.GetValue(password), cancellationToken) };
            if (parsed.GetValue(displayName) is { } shown)
                body["displayName"] = shown;
            var answer = await api.PostAsync("api/v1/accounts", body, cancellationToken);
            Console.Out.WriteLine(answer["id"]!.GetValue<string>());
            return 0;
        });
        return command;
    }

    private static Command List()
    {
        var service = new ServiceOption();
        var command = new Command("list", "Lists accounts.");
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            var rows = (await api.GetAsync("api/v1/accounts", cancellationToken))["value"]!.AsArray().Select(row => (IReadOnlyList<string>)
            [
                Text(row, "name"), Text(row, "displayName"), Text(row, "role"), Text(row, "disabled") == "true" ? "disabled" : Text(row, "lockedUntil").Length > 0 ? "locked" : "", Text(row, "lastSignInAt"),
            ]).ToList();
            Console.Out.Write(Table.Render(["Name", "Display name", "Role", "State", "Last sign-in"], rows));
            return 0;
        });
        return command;
    }

    private static Command Remove()
    {
        var service = new ServiceOption();
        var name = new Argument<string>("name") { Description = "Name or id of the account." };
        var command = new Command("remove", "Deletes an account. The last administrator stays.") { name };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            var wanted = parsed.GetValue(name)!;
            var found = (await api.GetAsync("api/v1/accounts", cancellationToken))["value"]!.AsArray()
                .FirstOrDefault(row => string.Equals(Text(row, "name"), wanted, StringComparison.OrdinalIgnoreCase) || Text(row, "id") == wanted)
                ?? throw new CommandException($"no account is named '{wanted}'. See 'sutler account list'.");
            await api.DeleteAsync("api/v1/accounts/" + Text(found, "id"), cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task<string> ReadAsync(string? reference, CancellationToken cancellationToken)
    {
        try
        {
            return reference is not null
                ? new SecretReference(reference).Resolve(Directory.GetCurrentDirectory())
                : await Console.In.ReadLineAsync(cancellationToken) ?? throw new CommandException("no password given. Write a line to standard input, or say --password file:PATH or env:NAME.");
        }
        catch (SecretException e)
        {
            throw new CommandException(e.Message);
        }
    }

    private static string Text(JsonNode? node, string key) => node?[key]?.ToString() ?? "";
}
