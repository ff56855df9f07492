using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary><c>sutler host connection test [NAME] [--file FILE]</c></summary>
internal static class ConnectionTestCommand
{
    private const string Description = """
        Tries a connection against its target: settings, credentials, rights, schema, first page of objects, reading one object again. Changes
        nothing. Exit code 1 when a check fails.

        Examples:
          sutler host connection test hr --data data
          sutler host connection test hr --data data --attributes Email,Title --tenant-url https://localhost:8585/ecma2host_hr/scim
        """;

    public static Command Create()
    {
        var (name, file) = (ConnectionArgument.Optional(), ConnectionArgument.File());
        var attributes = new Option<string?>("--attributes") { Description = "Attributes, with commas, that a mapping does not find." };
        var url = new Option<string?>("--tenant-url") { Description = "The tenant URL as entered in the provisioning service." };
        return new HostOption().Verb(
            new Command("test", Description) { name, file, attributes, url },
            async (call, cancellationToken) =>
            {
                var query = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                if (call.Get(attributes) is { } wanted)
                    query["attributes"] = wanted;
                if (call.Get(url) is { } tenantUrl)
                    query["tenantUrl"] = tenantUrl;
                var answer = await call.AskAsync(ConnectionArgument.Ask("test", call.Get(name), call.Get(file)) with { Query = query }, cancellationToken);
                if (call.Screen.Json)
                    Screen.WriteJson(answer.Json!.ToJsonString());
                else
                    await Console.Out.WriteAsync(FindingTable.Render(answer.Json!["checks"]!.AsArray()));
                return answer.Json!["ok"]!.GetValue<bool>() ? 0 : CommandException.Failure;
            });
    }
}
