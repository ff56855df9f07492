using System.Data.Common;

namespace Sutler.Host.Cache;

/// <summary>One SQL statement, prepared once and run for many rows; its parameters are named <c>@0</c>, <c>@1</c> and so on.</summary>
internal sealed class BulkStatement : IDisposable
{
    private readonly DbCommand _command;

    public BulkStatement(DbTransaction transaction, string sql, int parameters)
    {
        _command = transaction.Connection!.CreateCommand();
        _command.Transaction = transaction;
#pragma warning disable CA2100 // The text is one of the constants of the store.
        _command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < parameters; i++)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = $"@{i}";
            _command.Parameters.Add(parameter);
        }
    }

    public void Execute(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
