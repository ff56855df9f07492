using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Contract;

/// <summary>An empty database made for one test of the SQL contract. Statements it is given hold no product's own words but those it hands out itself.</summary>
public abstract class SqlContractDatabase : IAsyncDisposable
{
    /// <summary>How column types are written.</summary>
    public abstract SqlContractTypes Types { get; }

    /// <summary>Whether the product has stored procedures; the contract then runs <see cref="ProcedureScript"/>.</summary>
    public virtual string? ProcedureScript => null;

    /// <summary>Connects with these object types (the value of <c>objectTypes</c>).</summary>
    public abstract IConnector Connect(JsonArray objectTypes);

    /// <summary>Reads what the database holds, by settings without object types.</summary>
    public abstract ValueTask<TargetContents> ExploreAsync();

    /// <summary>Runs one statement.</summary>
    public abstract ValueTask ExecuteAsync(string statement);

    /// <summary>Runs one query and answers with its first value as invariant text; null for none.</summary>
    public abstract ValueTask<string?> ScalarAsync(string query);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Runs statements that stand on lines of their own, with <c>{key}</c>, <c>{text}</c>, <c>{int}</c>, <c>{bool}</c>, <c>{date}</c>, <c>{binary}</c> and <c>{madekey}</c> for column types.</summary>
    public async ValueTask RunAsync(string script)
    {
        ArgumentNullException.ThrowIfNull(script);
        foreach (var line in script.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            await ExecuteAsync(line.TrimEnd(';')
                .Replace("{key}", Types.Key, StringComparison.Ordinal).Replace("{text}", Types.Text, StringComparison.Ordinal)
                .Replace("{int}", Types.Integer, StringComparison.Ordinal).Replace("{bool}", Types.Boolean, StringComparison.Ordinal)
                .Replace("{date}", Types.DateTime, StringComparison.Ordinal).Replace("{binary}", Types.Binary, StringComparison.Ordinal)
                .Replace("{madekey}", Types.MadeKey, StringComparison.Ordinal));
        }
    }

    /// <summary>Connects with object types given as JSON text.</summary>
    public IConnector Connect(string objectTypes) => Connect((JsonArray)JsonNode.Parse(objectTypes)!);
}
