using Sutler.Connectors.Contract;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Tests.Sql;

internal sealed class SqliteContractTarget(string extraScript = "") : ContractTarget
{
    private const string Script = """
        CREATE TABLE "Users" (
            Login TEXT NOT NULL PRIMARY KEY COLLATE NOCASE, Name TEXT NOT NULL, Mail TEXT UNIQUE, Title TEXT, Active BOOLEAN, Level INTEGER,
            Salary DECIMAL(12,2), HiredAt DATETIME, Photo BLOB, Manager TEXT COLLATE NOCASE, Stamp TEXT NOT NULL DEFAULT (lower(hex(randomblob(16)))));
        """;

    private const string ObjectTypes = """
        [{ "name": "User", "table": "Users", "anchor": ["Login"],
           "attributes": [{ "name": "Manager", "references": "User" }, { "name": "Stamp", "readOnly": true }] }]
        """;

    private readonly SqliteFile _file = new(Script + extraScript);
    private IConnector? _connector;

    public override IConnector Connector => _connector ??= _file.Connect(ObjectTypes);

    public override async ValueTask DisposeAsync()
    {
        if (_connector is not null)
            await _connector.DisposeAsync();
        _file.Dispose();
    }
}
