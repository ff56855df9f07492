using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql;
using Sutler.Host.Connections;

namespace Sutler.Host.Tests.Connections;

public sealed class ConnectionFileTests
{
    private static readonly Dictionary<string, IConnectorFactory> Factories = new(StringComparer.Ordinal) { ["sql"] = new SqlConnectorFactory() };

    [Fact]
    public void Reads_a_whole_file()
    {
        var (config, faults) = Read(TestHost.Yaml("autosync: { interval: 30m }\nimport: { holdAbovePercent: 12.5, pageSize: 10 }\nliveLookup: always"));

        faults.ShouldBeEmpty();
        config!.Autosync.Interval.ShouldBe(TimeSpan.FromMinutes(30));
        config.HoldAbovePercent.ShouldBe(12.5);
        config.PageSize.ShouldBe(10);
        config.LiveLookup.ShouldBe(LiveLookup.Always);
        (config.Exposure("user").ResourceType, config.Exposure("user").Endpoint).ShouldBe(("User", "/Users"));
        (config.Exposure("Badge").ResourceType, config.Exposure("Badge").Endpoint).ShouldBe(("Badge", "/Badges"));
    }

    [Theory]
    [InlineData("name: demo", "name: other", "name: must be the name of the file")]
    [InlineData("name: demo", "name: 'a b'", "name: must be 1 to 64 of the characters")]
    [InlineData("name: demo", "", "name: is missing. Write 'name: demo'")]
    [InlineData("name: demo", "name: demo\nname: demo", "is not valid YAML at line 2")]
    [InlineData("connector: sql", "connector: oracle", "connector: 'oracle' is not a connector of this host. Known kinds: sql")]
    [InlineData("secretToken: file:demo.token", "secretToken: hunter2hunter2", "secretToken: A secret must be given by reference")]
    [InlineData("secretToken: file:demo.token", "secretToken: file:short.token", "secretToken: leads to a token of fewer than 12 characters")]
    [InlineData("secretToken: file:demo.token", "secretToken: file:none.token", "cannot be read")]
    [InlineData("secretToken: file:demo.token", "secretToken: [a]", "secretToken: must be text")]
    [InlineData("secretToken: file:demo.token", "secretToken: file:demo.token\nautosync: { interval: 9s }", "autosync.interval: must be a time from 10s to 7d")]
    [InlineData("secretToken: file:demo.token", "secretToken: file:demo.token\nautosync: { every: 2h }", "autosync.every: is not known here. Known keys: interval")]
    [InlineData("secretToken: file:demo.token", "secretToken: file:demo.token\nautosync: 2h", "autosync: must be a mapping")]
    [InlineData("secretToken: file:demo.token", "secretToken: file:demo.token\nimport: { holdAbovePercent: 101 }", "import.holdAbovePercent: must be a number from 0 to 100")]
    [InlineData("secretToken: file:demo.token", "secretToken: file:demo.token\nimport: { pageSize: many }", "import.pageSize: must be a number from 1 to 100000")]
    [InlineData("secretToken: file:demo.token", "secretToken: file:demo.token\nliveLookup: sometimes", "liveLookup: must be 'no-cache'")]
    [InlineData("endpoint: /Users", "endpoint: Users", "objectTypes.User.endpoint: must be a slash")]
    [InlineData("endpoint: /Users", "endpoint: /schemas", "objectTypes.User.endpoint: is a path that SCIM itself uses")]
    [InlineData("endpoint: /Users }", "endpoint: /Users }\n  Other: { resourceType: user, endpoint: /users }", "objectTypes.Other.resourceType: is already")]
    [InlineData("endpoint: /Users }", "endpoint: /Users }\n  Other: { resourceType: Other, endpoint: /users }", "objectTypes.Other.endpoint: is already")]
    [InlineData("resourceType: User", "resourceType: 'a/b'", "objectTypes.User.resourceType: must be 1 to 64")]
    [InlineData("resourceType: User", "resourcetype: User", "objectTypes.User.resourcetype: is not known here")]
    [InlineData("  provider: sqlite", "  provider: db9", "settings.provider")]
    [InlineData("  provider: sqlite", "\tprovider: sqlite", "is not valid YAML at line")]
    public void Names_place_rule_and_remedy(string found, string replacement, string message)
    {
        var yaml = TestHost.Yaml();
        yaml.ShouldContain(found);

        var (config, faults) = Read(yaml.Replace(found, replacement, StringComparison.Ordinal));

        config.ShouldBeNull();
        faults.ShouldContain(f => f.ToString().Contains(message, StringComparison.Ordinal), string.Join('\n', faults));
        faults.ShouldAllBe(f => f.File == "demo.yaml" && !f.ToString().Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void Reports_all_faults_at_once()
    {
        var (_, faults) = Read("name: 'x y'\nconnector: oracle\nsecretToken: file:none\nautosync: { interval: soon }\nwat: 1\nsettings: {}");

        faults.Select(f => f.Key).ShouldBe(["wat", "name", "autosync.interval", "connector", "secretToken"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a")]
    [InlineData("name: a\n---\nname: b")]
    [InlineData("a: &x [1, *x]")]
    public void Refuses_what_is_not_one_mapping(string yaml) => Read(yaml).Faults.ShouldHaveSingleItem();

    [Fact]
    public void Bounds_what_aliases_can_grow_to()
    {
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 12).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        Read(bomb).Faults.ShouldHaveSingleItem().Message.ShouldContain("is not valid YAML");
    }

    private static (ConnectionConfig? Config, IReadOnlyList<ConnectionFault> Faults) Read(string yaml)
    {
        var folder = Directory.CreateTempSubdirectory("sutler-connection-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "demo.token"), TestHost.Token);
            File.WriteAllText(Path.Combine(folder, "short.token"), "12345678901");
            var path = Path.Combine(folder, "demo.yaml");
            File.WriteAllText(path, yaml);
            return ConnectionFile.Read(path, Factories);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Refuses_yaml_nested_deep_enough_to_overflow_a_stack(string level)
    {
        var text = "a: " + (level == "- " ? "\n" : "") + string.Concat(Enumerable.Repeat(level, 30_000));
        Should.Throw<YamlDotNet.Core.YamlException>(() => YamlReader.Read(new StringReader(text)));
    }
}
