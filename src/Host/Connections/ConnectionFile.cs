using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sutler.Connectors.Sdk;
using Sutler.Storage.Secrets;
using YamlDotNet.Core;

namespace Sutler.Host.Connections;

/// <summary>Reads one connection file and finds all its faults.</summary>
internal static partial class ConnectionFile
{
    /// <summary>Shortest secret token (H/WIZ-12).</summary>
    public const int MinTokenLength = 12;

    private const long MaxBytes = 1 << 20;
    private static readonly TimeSpan MinInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromDays(7);

    /// <summary>Reads and checks the file; the configuration is null exactly when there are faults.</summary>
    public static (ConnectionConfig? Config, IReadOnlyList<ConnectionFault> Faults) Read(string path, IReadOnlyDictionary<string, IConnectorFactory> factories)
    {
        var faults = new FaultList(Path.GetFileName(path));
        var root = Load(path, faults);
        var config = root is null ? null : Convert(root, path, faults);
        if (config is not null)
        {
            CheckSettings(config, factories, faults);
            CheckToken(config, path, faults);
        }

        return faults.Any ? (null, faults.Faults) : (config, []);
    }

    /// <summary>The folder that references and relative paths of a connection file start from.</summary>
    public static string BaseFolder(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    public static bool IsName(string name) => NamePattern().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z0-9_\-]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^(?<count>[0-9]{1,6})(?<unit>s|m|h|d)\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DurationPattern();

    [GeneratedRegex(@"^/[A-Za-z0-9_\-]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndpointPattern();

    private static JsonObject? Load(string path, FaultList faults)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                faults.Add("", $"is larger than {MaxBytes} bytes. A connection needs a few kilobytes; check that this is a connection file.");
                return null;
            }

            using var text = new StreamReader(path);
            if (YamlReader.Read(text) is JsonObject root)
                return root;
            faults.Add("", "must be a mapping of keys to values. Start with 'name:', 'connector:', 'secretToken:' and 'settings:'.");
        }
        catch (YamlException e)
        {
            // The parser's own words may quote the line, and the line may be a secret: only the place is told.
            faults.Add("", $"is not valid YAML at line {e.Start.Line}, column {e.Start.Column}. Correct indentation, quotes and repeated keys there.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add("", $"cannot be read ({e.Message}). Check that it exists and that this account may read it.");
        }

        return null;
    }

    private static ConnectionConfig? Convert(JsonObject root, string path, FaultList faults)
    {
        faults.Unknown(root, "", "name", "connector", "secretToken", "autosync", "import", "liveLookup", "objectTypes", "settings");
        var name = Name(root, path, faults);
        var connector = faults.Text(root, "connector", "Write the kind of connector, such as 'sql'.");
        var token = faults.Text(root, "secretToken", "Write a reference to the token: env:NAME or file:PATH.");
        var settings = faults.Section(root, "settings");
        if (settings is null && !root.ContainsKey("settings"))
            faults.Add("settings", "is missing. Write the connector's settings below it.");
        var autosync = faults.Section(root, "autosync");
        var import = faults.Section(root, "import");
        if (autosync is not null)
            faults.Unknown(autosync, "autosync.", "interval");
        if (import is not null)
            faults.Unknown(import, "import.", "holdAbovePercent", "pageSize");

        var config = new ConnectionConfig
        {
            Name = name ?? "",
            Connector = connector ?? "",
            SecretToken = token ?? "",
            Settings = settings ?? [],
            Interval = Interval(autosync, faults),
            HoldAbovePercent = (double)faults.Number(import, "import.holdAbovePercent", new NumberRange(20, 0, 100)),
            PageSize = (int)faults.Number(import, "import.pageSize", new NumberRange(1000, 1, 100_000)),
            LiveLookup = Lookup(root, faults),
            ObjectTypes = ObjectTypes(root, faults),
        };
        return name is null || connector is null || token is null || settings is null ? null : config;
    }

    private static string? Name(JsonObject root, string path, FaultList faults)
    {
        var expected = Path.GetFileNameWithoutExtension(path);
        var name = faults.Text(root, "name", $"Write 'name: {expected}'.");
        if (name is null)
            return null;
        if (!IsName(name))
            faults.Add("name", "must be 1 to 64 of the characters A-Z, a-z, 0-9, _ and -. It becomes part of the URL.");
        else if (!string.Equals(name, expected, StringComparison.Ordinal))
            faults.Add("name", $"must be the name of the file without its ending, which is '{expected}'. Change one of them.");
        return name;
    }

    private static TimeSpan Interval(JsonObject? autosync, FaultList faults)
    {
        if (autosync is null || !autosync.ContainsKey("interval"))
            return ConnectionConfig.DefaultInterval;
        var match = DurationPattern().Match(autosync["interval"]?.ToString() ?? "");
        if (match.Success)
        {
            var count = int.Parse(match.Groups["count"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            var interval = match.Groups["unit"].Value switch
            {
                "s" => TimeSpan.FromSeconds(count),
                "m" => TimeSpan.FromMinutes(count),
                "h" => TimeSpan.FromHours(count),
                _ => TimeSpan.FromDays(count),
            };
            if (interval >= MinInterval && interval <= MaxInterval)
                return interval;
        }

        faults.Add("autosync.interval", "must be a time from 1m to 7d: a whole number and s, m, h or d. Write for example 120m.");
        return ConnectionConfig.DefaultInterval;
    }

    private static LiveLookup Lookup(JsonObject root, FaultList faults)
    {
        switch (root["liveLookup"]?.ToString())
        {
            case null or "no-cache":
                return LiveLookup.NoCache;
            case "always":
                return LiveLookup.Always;
            default:
                faults.Add("liveLookup", "must be 'no-cache' (ask the target only when the client says so) or 'always' (also when the cache finds nothing).");
                return LiveLookup.NoCache;
        }
    }

    private static Dictionary<string, ObjectTypeConfig> ObjectTypes(JsonObject root, FaultList faults)
    {
        var types = new Dictionary<string, ObjectTypeConfig>(StringComparer.OrdinalIgnoreCase);
        foreach (var (type, node) in faults.Section(root, "objectTypes") ?? [])
        {
            var path = $"objectTypes.{type}";
            if (node is not JsonObject exposure)
            {
                faults.Add(path, "must be a mapping with 'resourceType' and 'endpoint'.");
                continue;
            }

            faults.Unknown(exposure, path + ".", "resourceType", "endpoint");
            var fallback = ObjectTypeConfig.Default(type);
            var config = new ObjectTypeConfig(exposure["resourceType"]?.ToString() ?? fallback.ResourceType, exposure["endpoint"]?.ToString() ?? fallback.Endpoint);
            if (!IsName(config.ResourceType))
                faults.Add(path + ".resourceType", "must be 1 to 64 of the characters A-Z, a-z, 0-9, _ and -. Write for example User.");
            if (config.Endpoint.ToUpperInvariant() is "/SCHEMAS" or "/RESOURCETYPES" or "/SERVICEPROVIDERCONFIG" or "/BULK" or "/ME")
                faults.Add(path + ".endpoint", "is a path that SCIM itself uses. Write for example /Users.");
            if (!EndpointPattern().IsMatch(config.Endpoint))
                faults.Add(path + ".endpoint", "must be a slash and 1 to 64 of the characters A-Z, a-z, 0-9, _ and -. Write for example /Users.");
            if (types.Values.Any(t => string.Equals(t.Endpoint, config.Endpoint, StringComparison.OrdinalIgnoreCase)))
                faults.Add(path + ".endpoint", "is already the endpoint of another object type. Give each type a path of its own.");
            if (types.Values.Any(t => string.Equals(t.ResourceType, config.ResourceType, StringComparison.OrdinalIgnoreCase)))
                faults.Add(path + ".resourceType", "is already the resource type of another object type. Give each type a name of its own.");
            types[type] = config;
        }

        return types;
    }

    private static void CheckSettings(ConnectionConfig config, IReadOnlyDictionary<string, IConnectorFactory> factories, FaultList faults)
    {
        if (!factories.TryGetValue(config.Connector, out var factory))
        {
            faults.Add("connector", $"'{config.Connector}' is not a connector of this host. Known kinds: {string.Join(", ", factories.Keys.Order(StringComparer.Ordinal))}.");
            return;
        }

        foreach (var message in factory.Validate(config.Settings))
            faults.Add("", "settings." + message);
    }

    private static void CheckToken(ConnectionConfig config, string path, FaultList faults)
    {
        try
        {
            if (new SecretReference(config.SecretToken).Resolve(BaseFolder(path)).Length < MinTokenLength)
                faults.Add("secretToken", $"leads to a token of fewer than {MinTokenLength} characters. Use a random one of at least that length.");
        }
        catch (SecretException e)
        {
            faults.Add("secretToken", e.Message);
        }
    }
}
