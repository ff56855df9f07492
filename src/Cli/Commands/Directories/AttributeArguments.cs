using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Directories;

/// <summary>
/// Attributes as they are typed: <c>name=text</c>, <c>name=</c> to take one away, <c>name:=JSON</c> for everything else. true and false are
/// taken as such.
/// </summary>
internal static class AttributeArguments
{
    public const string Description = "name=value; 'name=' takes the attribute away; name:=JSON gives a list or a number.";

    public static JsonObject Read(IReadOnlyList<string> arguments)
    {
        var body = new JsonObject();
        foreach (var argument in arguments)
        {
            var at = argument.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || argument[..at] is ":")
                throw new CommandException($"'{argument}' is no attribute. Write name=value.");
            var isJson = argument[at - 1] == ':';
            body[argument[..(isJson ? at - 1 : at)]] = isJson ? Json(argument, at) : Text(argument[(at + 1)..]);
        }

        return body;
    }

    private static JsonNode? Text(string value) => value switch
    {
        "" => null,
        "true" => true,
        "false" => false,
        _ => value,
    };

    private static JsonNode? Json(string argument, int at)
    {
        try
        {
            return JsonNode.Parse(argument[(at + 1)..]);
        }
        catch (JsonException e)
        {
            throw new CommandException($"what follows := in '{argument}' is no JSON ({e.Message}). Write for example proxyAddresses:='[\"smtp:a@example.com\"]'.");
        }
    }
}
