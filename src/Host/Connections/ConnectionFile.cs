using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections.Sections;
using Sutler.Storage.Secrets;

namespace Sutler.Host.Connections;

/// <summary>Reads one connection file and finds all its faults. What is below a key at the top is read by that key's section.</summary>
internal static partial class ConnectionFile
{
    /// <summary>Shortest secret token (H/WIZ-12).</summary>
    public const int MinTokenLength = 12;

    private static readonly ConnectionSection[] Sections =
    [
        new(AutosyncSection.Key, AutosyncSection.Read),
        new(ImportSection.Key, ImportSection.Read),
        new(LimitsSection.Key, LimitsSection.Read),
        new(LiveLookupSection.Key, LiveLookupSection.Read),
        new(ObjectTypesSection.Key, ObjectTypesSection.Read),
    ];

    private static readonly string[] Keys = ["name", "connector", "secretToken", .. Sections.Select(s => s.Key), "settings"];

    /// <summary>Reads and checks the file; the configuration is null exactly when there are faults.</summary>
    public static (ConnectionConfig? Config, IReadOnlyList<ConnectionFault> Faults) Read(string path, IReadOnlyDictionary<string, IConnectorFactory> factories)
    {
        var faults = new FaultList(Path.GetFileName(path));
        var root = ConnectionDocument.Load(path, faults);
        return root is null ? (null, faults.Faults) : Read(root, path, factories, reference => new SecretReference(reference).Resolve(BaseFolder(path)));
    }

    /// <summary>Checks what would stand in the file at <paramref name="path"/>, whether it is there yet or not.</summary>
    public static (ConnectionConfig? Config, IReadOnlyList<ConnectionFault> Faults) Read(
        JsonObject root, string path, IReadOnlyDictionary<string, IConnectorFactory> factories, Func<string, string> resolve)
    {
        var faults = new FaultList(Path.GetFileName(path));
        if (Convert(root, path, faults) is { } config)
        {
            CheckSettings(config, factories, faults);
            CheckToken(config, resolve, faults);
            if (!faults.Any)
                return (config, []);
        }

        return (null, faults.Faults);
    }

    /// <summary>The folder that references and relative paths of a connection file start from.</summary>
    public static string BaseFolder(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    public static bool IsName(string name) => NamePattern().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z0-9_\-]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();

    private static ConnectionConfig? Convert(JsonObject root, string path, FaultList faults)
    {
        faults.Unknown(root, "", Keys);
        var name = Name(root, path, faults);
        var connector = faults.Text(root, "connector", "Write the kind of connector, such as 'sql'.");
        var token = faults.Text(root, "secretToken", "Write a reference to the token: env:NAME or file:PATH.");
        var settings = faults.Section(root, "settings");
        if (settings is null && !root.ContainsKey("settings"))
            faults.Add("settings", "is missing. Write the connector's settings below it.");

        var config = new ConnectionConfig { Name = name ?? "", Connector = connector ?? "", SecretToken = token ?? "", Settings = settings ?? [] };
        foreach (var section in Sections)
            config = section.Read(root, config, faults);
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

    private static void CheckToken(ConnectionConfig config, Func<string, string> resolve, FaultList faults)
    {
        try
        {
            if (resolve(config.SecretToken).Length < MinTokenLength)
                faults.Add("secretToken", $"leads to a token of fewer than {MinTokenLength} characters. Use a random one of at least that length.");
        }
        catch (SecretException e)
        {
            faults.Add("secretToken", e.Message);
        }
    }
}
