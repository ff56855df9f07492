using System.Globalization;
using System.Text.Json.Nodes;
using Sutler.Connectors.Contract;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Tests.Sql;

internal sealed class SqliteContractDatabase : SqlContractDatabase
{
    private readonly SqliteFile _file = new("");

    public override SqlContractTypes Types { get; } = new();

    public override IConnector Connect(JsonArray objectTypes) => _file.Connect(objectTypes.ToJsonString());

    public override ValueTask<TargetContents> ExploreAsync() => _file.ExploreAsync();

    public override ValueTask ExecuteAsync(string statement)
    {
        _file.Run(statement);
        return ValueTask.CompletedTask;
    }

    public override ValueTask<string?> ScalarAsync(string query) => ValueTask.FromResult(Convert.ToString(_file.Run(query), CultureInfo.InvariantCulture));

    public override ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
