using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary>The flags that describe a connection to a SQL database.</summary>
internal sealed class ConnectionFlags
{
    private const int TokenBytes = 24;
    private const string References = "env:NAME or file:PATH";

    private readonly Option<string?> _provider = new("--provider") { Description = "Database: sqlite, postgres, odbc, …" };
    private readonly Option<string?> _source = new("--data-source") { Description = "The database file or name." };
    private readonly Option<string?> _connectionString = new("--connection-string") { Description = "Connection string, without the password." };
    private readonly Option<string?> _user = new("--user") { Description = "Account, where the connection string or DSN names none or another." };
    private readonly Option<string?> _password = new("--password") { Description = $"Reference to the password: {References}." };
    private readonly Option<string[]> _types = new("--type") { Description = "TYPE=TABLE: an object type and the table that holds it; may be repeated." };
    private readonly Option<string[]> _anchors = new("--anchor") { Description = "COLUMN, or TYPE=COLUMN,COLUMN: what identifies an object; the primary key where it is left out." };
    private readonly Option<string[]> _attributes = new("--attributes") { Description = "COLUMN,COLUMN, or TYPE=COLUMN,COLUMN: attributes to expose; all where it is left out." };
    private readonly Option<string?> _token = new("--token") { Description = $"Reference to the secret token: {References}. One is made where it is left out." };
    private readonly Option<string?> _autosync = new("--autosync") { Description = "Time from one import to the next, such as 30m." };

    private IEnumerable<Option> Access => [_provider, _source, _connectionString, _user, _password];

    private IEnumerable<Option> All => [.. Access, _types, _anchors, _attributes, _token, _autosync];

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Options.Add(option);
    }

    /// <summary>Adds only those that say how the database is reached.</summary>
    public void AddAccessTo(Command command)
    {
        foreach (var option in Access)
            command.Options.Add(option);
    }

    public bool Given(ParseResult parsed) => All.Any(option => parsed.GetResult(option) is { Implicit: false });

    public ConnectionProposal Read(ParseResult parsed, string name)
    {
        var settings = ReadAccess(parsed);
        var types = parsed.GetValue(_types) ?? [];
        var objectTypes = types.Select(text => Pair("--type", text)).ToList();
        settings["objectTypes"] = new JsonArray([.. objectTypes.Select(type => new JsonObject { ["name"] = type.Name, ["table"] = type.Value })]);
        Assign(settings, "anchor", "--anchor", parsed.GetValue(_anchors) ?? []);
        Assign(settings, "select", "--attributes", parsed.GetValue(_attributes) ?? []);
        var proposal = Compose(name, settings, parsed.GetValue(_token));
        if (parsed.GetValue(_autosync) is { } interval)
            proposal.Document["autosync"] = new JsonObject { ["interval"] = interval };
        return proposal;
    }

    /// <summary>The settings that say how the database is reached.</summary>
    public JsonObject ReadAccess(ParseResult parsed)
    {
        var settings = new JsonObject { ["provider"] = parsed.GetValue(_provider) ?? throw new CommandException("--provider is missing: say which database, such as sqlite.") };
        Set(settings, "dataSource", parsed.GetValue(_source) is { } source && File.Exists(source) ? Path.GetFullPath(source) : parsed.GetValue(_source));
        Set(settings, "connectionString", parsed.GetValue(_connectionString));
        Set(settings, "user", parsed.GetValue(_user));
        Set(settings, "password", parsed.GetValue(_password));
        return settings;
    }

    /// <summary>The document of a SQL connection; a token is made where no reference to one is given.</summary>
    public static ConnectionProposal Compose(string name, JsonObject settings, string? token)
    {
        var made = token is null ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)) : null;
        var document = new JsonObject { ["name"] = name, ["connector"] = "sql", ["secretToken"] = token ?? made, ["settings"] = settings };
        return new ConnectionProposal(document, made);
    }

    private static void Assign(JsonObject settings, string key, string option, string[] values)
    {
        var types = settings["objectTypes"]!.AsArray().Select(type => type!.AsObject()).ToList();
        foreach (var text in values)
        {
            var (name, value) = text.Contains('=', StringComparison.Ordinal) ? Pair(option, text) : types is [var only] ? (only["name"]!.ToString(), text)
                : throw new CommandException($"{option} {text}: there are several object types; write TYPE={text}.");
            var type = types.Find(t => string.Equals(t["name"]!.ToString(), name, StringComparison.OrdinalIgnoreCase))
                ?? throw new CommandException($"{option} {text}: there is no --type {name}=TABLE.");
            type[key] = new JsonArray([.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(n => (JsonNode)n)]);
        }
    }

    private static (string Name, string Value) Pair(string option, string text) =>
        text.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } value] ? (name, value) : throw new CommandException($"{option} {text}: write it as TYPE={(option == "--type" ? "TABLE" : "COLUMN")}.");

    private static void Set(JsonObject settings, string key, string? value)
    {
        if (value is not null)
            settings[key] = value;
    }
}
