using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql;

namespace Sutler.Connectors.Tests.Sql;

public sealed class SqlConfigTests
{
    private const string User = """{ "name": "User", "table": "Users" }""";

    public static TheoryData<string, string[]> Faults => new()
    {
        { "{}", ["provider: is missing", "dataSource: is missing", "objectTypes: is empty"] },
        { $$"""{ "provider": "oracle", "dataSource": "a.db", "objectTypes": [{{User}}] }""", ["provider: 'oracle' is not a known provider"] },
        { $$"""{ "provider": "sqlite", "dataSource": "a.db", "connectionString": "Data Source=a.db", "objectTypes": [{{User}}] }""", ["dataSource: stands beside"] },
        { $$"""{ "provider": "sqlite", "dataSource": ":memory:", "objectTypes": [{{User}}] }""", ["dataSource: does not name a database file"] },
        { $$"""{ "provider": "sqlite", "connectionString": "Mode=Memory", "objectTypes": [{{User}}] }""", ["connectionString: does not name a database file"] },
        { $$"""{ "provider": "sqlite", "connectionString": "Nonsense=1", "objectTypes": [{{User}}] }""", ["connectionString: is not a SQLite connection string"] },
        { $$"""{ "provider": "sqlite", "connectionString": "Data Source=a.db;Password=hunter2", "objectTypes": [{{User}}] }""", ["connectionString: holds a password"] },
        { $$"""{ "provider": "sqlite", "dataSource": "a.db", "password": "hunter2", "objectTypes": [{{User}}] }""", ["password: must be a reference"] },
        { $$"""{ "provider": "sqlite", "dataSource": "a.db", "commandTimeout": "soon", "objectTypes": [{{User}}] }""", ["commandTimeout: 'soon' is not a whole number"] },
        { $$"""{ "provider": "sqlite", "dataSource": "a.db", "commandTimeout": 0, "objectTypes": [{{User}}] }""", ["commandTimeout: '0' is not a whole number"] },
        { $$"""{ "provider": "sqlite", "dataSource": "a.db", "tables": [], "objectTypes": [{{User}}] }""", ["tables: is not a known key"] },
        { $$"""{ "provider": "sqlite", "dataSource": {}, "objectTypes": [{{User}}] }""", ["dataSource: must be a single value", "dataSource: is missing"] },
        { """{ "provider": "sqlite", "dataSource": "a.db", "objectTypes": "User" }""", ["objectTypes: must be a list", "objectTypes: is empty"] },
        { """{ "provider": "sqlite", "dataSource": "a.db", "objectTypes": ["User"] }""", ["objectTypes[0]: must be an object", "objectTypes: is empty"] },
        { Types("""{ "table": "Users" }"""), ["objectTypes[0].name: is missing"] },
        { Types("""{ "name": "User" }"""), ["objectTypes[0].table: is missing"] },
        { Types($$"""{{User}}, { "name": "user", "table": "T" }"""), ["objectTypes[1].name: 'user' is used twice"] },
        { Types("""{ "name": "User", "table": "T", "anchor": "Login" }"""), ["objectTypes[0].anchor: must be a list"] },
        { Types("""{ "name": "User", "table": "T", "anchor": ["A", "a"] }"""), ["objectTypes[0].anchor: names something twice"] },
        { Types("""{ "name": "User", "table": "T", "select": [""] }"""), ["objectTypes[0].select[0]: must be a name"] },
        { Attribute("""{ "type": "string" }"""), ["objectTypes[0].attributes[0].name: is missing"] },
        { Attribute("""{ "name": "A" }, { "name": "a" }"""), ["objectTypes[0].attributes[1].name: 'a' is used twice"] },
        { Attribute("""{ "name": "A", "type": "guid" }"""), ["objectTypes[0].attributes[0].type: 'guid' is not a type"] },
        { Attribute("""{ "name": "A", "type": "1" }"""), ["objectTypes[0].attributes[0].type: '1' is not a type"] },
        { Attribute("""{ "name": "A", "type": "complex" }"""), ["objectTypes[0].attributes[0].type: 'complex' is not a type"] },
        { Attribute("""{ "name": "A", "references": "Group" }"""), ["objectTypes[0].attributes[0].references: 'Group' is not an object type"] },
        { Attribute("""{ "name": "A", "type": "reference" }"""), ["objectTypes[0].attributes[0].references: is missing"] },
        { Attribute("""{ "name": "A", "type": "string", "references": "User" }"""), ["objectTypes[0].attributes[0].type: does not go with 'references'"] },
        { Attribute("""{ "name": "A", "readOnly": "maybe" }"""), ["objectTypes[0].attributes[0].readOnly: 'maybe' is neither true nor false"] },
        { Attribute("""{ "name": "A", "format": "yyyy" }"""), ["objectTypes[0].attributes[0].format: goes with type dateTime only"] },
        { Attribute("""{ "name": "A", "hidden": true }"""), ["objectTypes[0].attributes[0].hidden: is not a known key"] },
        {
            Types("""{ "name": "Pair", "table": "T", "anchor": ["A", "B"] }, { "name": "User", "table": "T", "attributes": [{ "name": "P", "references": "Pair" }] }"""),
            ["objectTypes[1].attributes[0].references: 'Pair' has an anchor of 2 values"]
        },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Validate_finds_every_fault_with_path_and_remedy(string settings, string[] expected)
    {
        var faults = new SqlConnectorFactory().Validate((JsonObject)JsonNode.Parse(settings)!);

        faults.Count.ShouldBe(expected.Length, string.Join('\n', faults));
        foreach (var (fault, start) in faults.Order(StringComparer.Ordinal).Zip(expected.Order(StringComparer.Ordinal)))
        {
            fault.ShouldStartWith(start);
            fault.ShouldEndWith(".");
            fault.Count(character => character == '.').ShouldBeGreaterThanOrEqualTo(2, fault);
            fault.ShouldNotContain("hunter2");
        }
    }

    [Fact]
    public void Validate_finds_nothing_in_sound_settings()
    {
        var settings = SqliteFile.Settings("""[{ "name": "User", "table": "Users", "anchor": ["Login"], "attributes": [{ "name": "Active", "type": "boolean" }] }]""");
        new SqlConnectorFactory().Validate(settings).ShouldBeEmpty();
    }

    [Fact]
    public void Validate_finds_faults_in_different_places_at_once() =>
        new SqlConnectorFactory().Validate((JsonObject)JsonNode.Parse("""{ "provider": "x", "password": "y", "objectTypes": [{ "attributes": [{ "type": "z" }] }] }""")!)
            .Count.ShouldBe(7);

    [Fact]
    public void Create_refuses_settings_that_are_not_valid()
    {
        var context = new ConnectorContext("erp", "/", _ => "", TimeProvider.System);
        var thrown = Should.Throw<ConnectorException>(() => new SqlConnectorFactory().Create([], context));
        thrown.Error.Kind.ShouldBe(ConnectorErrorKind.Invalid);
        thrown.Message.ShouldContain("Connection 'erp': provider: is missing");
    }

    private static string Types(string types) => $$"""{ "provider": "sqlite", "dataSource": "a.db", "objectTypes": [{{types}}] }""";

    private static string Attribute(string attributes) => Types($$"""{ "name": "User", "table": "T", "attributes": [{{attributes}}] }""");
}
