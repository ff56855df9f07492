using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Api;
using Sutler.Cli.Options;

namespace Sutler.Cli.Commands.Agent;

/// <summary><c>sutler agent token create</c></summary>
internal static class AgentTokenCreateCommand
{
    private const string Description = """
        Makes a one-time token with which an agent joins. Standard output holds the token alone.

        Example:
          sutler agent token create --service https://sutler.example.com --token T --expires 1h
        """;

    public static Command Create()
    {
        var service = new ServiceOption();
        var group = new Option<string?>("--group") { Description = "Agent group that the agent joins. Default: the default group." };
        var expires = new Option<string>("--expires") { Description = "How long the token can be used: a whole number and s, m, h or d.", DefaultValueFactory = _ => "1h" };
        var command = new Command("create", Description) { group, expires };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            var body = new JsonObject { ["expiresIn"] = parsed.GetValue(expires) };
            if (parsed.GetValue(group) is { } name)
                body["group"] = name;
            var answer = await api.PostAsync("api/v1/joinTokens", body, cancellationToken);
            await Console.Error.WriteLineAsync("The token can be used once. It is shown only now:");
            Console.Out.WriteLine(answer["token"]!.GetValue<string>());
            return 0;
        });
        return command;
    }
}
