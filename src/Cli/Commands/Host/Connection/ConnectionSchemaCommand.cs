using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary><c>sutler host connection schema [NAME] [--file FILE]</c></summary>
internal static class ConnectionSchemaCommand
{
    public static Command Create()
    {
        var (name, file) = (ConnectionArgument.Optional(), ConnectionArgument.File());
        return new HostOption().Verb(
            new Command("schema", "Reads object types and attributes from the target.\n\nExample: sutler host connection schema hr --data data") { name, file },
            async (call, cancellationToken) =>
            {
                var answer = await call.AskAsync(ConnectionArgument.Ask("schema", call.Get(name), call.Get(file)), cancellationToken);
                if (call.Screen.Json)
                {
                    Screen.WriteJson(answer.Json!.ToJsonString());
                    return 0;
                }

                foreach (var type in answer.Json!["objectTypes"]!.AsArray())
                {
                    call.Screen.Say($"{type!["name"]} (anchor {string.Join(", ", type["anchor"]!.AsArray().Select(a => a!.ToString()))})");
                    call.Screen.Say(Table.Render(["Attribute", "Type", "Says"], [.. type["attributes"]!.AsArray().Select(Row)]));
                }

                return 0;
            });
    }

    private static IReadOnlyList<string> Row(JsonNode? attribute)
    {
        string?[] says =
        [
            attribute!["required"]!.GetValue<bool>() ? "required" : null,
            attribute["unique"]!.GetValue<bool>() ? "unique" : null,
            attribute["multiValued"]!.GetValue<bool>() ? "multi-valued" : null,
            attribute["mutability"]!.ToString() is var mutability and not "readWrite" ? mutability : null,
            attribute["references"] is { } references ? $"references {references}" : null,
        ];
        return [attribute["name"]!.ToString(), attribute["type"]!.ToString(), string.Join(", ", says.OfType<string>())];
    }
}
