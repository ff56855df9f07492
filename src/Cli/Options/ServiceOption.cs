using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Api;
using Sutler.Cli.Output;

namespace Sutler.Cli.Options;

/// <summary>
/// How a client verb finds the service: <c>--service URL --token T</c>, else <c>SUTLER_SERVICE</c> and <c>SUTLER_TOKEN</c>, else
/// <c>--data DIR</c> and the <c>dev.json</c> in it.
/// </summary>
internal sealed class ServiceOption
{
    private readonly Option<string?> _service = new("--service") { Description = "Address of the service, such as https://sutler.example.com. Else SUTLER_SERVICE." };
    private readonly Option<string?> _token = new("--token") { Description = "API token. Else SUTLER_TOKEN." };
    private readonly Option<string?> _data = new("--data") { Description = "Data folder of a running 'sutler dev', whose dev.json names address and token." };

    public void AddTo(Command command)
    {
        command.Options.Add(_service);
        command.Options.Add(_token);
        command.Options.Add(_data);
    }

    /// <exception cref="CommandException">Nothing says where the service is.</exception>
    public ServiceAddress Read(ParseResult parsed)
    {
        var service = parsed.GetValue(_service) ?? Environment.GetEnvironmentVariable("SUTLER_SERVICE");
        var token = parsed.GetValue(_token) ?? Environment.GetEnvironmentVariable("SUTLER_TOKEN");
        if (service is not null && token is not null)
            return new ServiceAddress(ParseUrl(service), token);
        return parsed.GetValue(_data) is { } data
            ? FromDevJson(Path.Combine(data, "dev.json"))
            : throw new CommandException(
                "no service given. Say --service URL --token T, set SUTLER_SERVICE and SUTLER_TOKEN, or name the --data folder of a running 'sutler dev'.");
    }

    public static Uri ParseUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new CommandException($"'{text}' is not an address. Write it as https://host or http://localhost:8080.");

    private static ServiceAddress FromDevJson(string path)
    {
        try
        {
            var node = JsonNode.Parse(File.ReadAllText(path))!;
            return new ServiceAddress(ParseUrl(node["serviceUrl"]!.GetValue<string>()), node["adminToken"]!.GetValue<string>());
        }
        catch (Exception e) when (e is not CommandException)
        {
            throw new CommandException($"{path} cannot be read ({e.Message}). Start 'sutler dev' on that folder, or say --service and --token.");
        }
    }
}
