using System.Data;
using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Model;

/// <summary>Binds what an object type is read from: a table, a query, or a procedure; and reads the columns that it has.</summary>
internal sealed class SqlSourceBinder(ISqlDialect dialect, DbConnection connection)
{
    private const string Alias = "sutler_source";

    public SqlTable? ReadTable(string name) => dialect.ReadTable(connection, name);

    public string NameOf(SqlTable table) => dialect.QuoteTable(table);

    /// <summary>The source of a type, and its columns.</summary>
    /// <exception cref="ConnectorException">The query or procedure is not sound.</exception>
    public (SqlSource Source, SqlTable Table) Bind(SqlObjectTypeConfig type, SqlTable? table)
    {
        if (type.Import is not { } import)
            return (type.Filter.Count == 0 ? new SqlSource { From = NameOf(table!), IsTable = true, IsWhatIsWritten = true } : Filtered(type, table!), table!);

        var template = Template(import, type.NamedParameters, name => SqlPaging.Known(name), returnsRows: true);
        var pagesItself = template.Values.Any(value => value.Name is not null);
        var isQuery = template.Statement.Text.AsSpan().TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase)
            || template.Statement.Text.AsSpan().TrimStart().StartsWith("WITH", StringComparison.OrdinalIgnoreCase);
        var from = isQuery && template.Values.All(value => value.Name is not null) ? $"({Whole(template)}\n)" : null;
        var columns = Columns(type, from, template);
        if (from is null && table is not null)
            return (new SqlSource { From = NameOf(table), Pages = template }, Merge(columns, table));
        return (new SqlSource { From = from is null ? null : $"{from} AS {Alias}", Pages = pagesItself || from is null ? template : null }, Merge(columns, table));
    }

    /// <summary>A statement or call with its placeholders.</summary>
    /// <exception cref="ConnectorException">A placeholder is unknown, or the database has no procedures.</exception>
    public SqlTemplate Template(SqlCommandConfig command, bool byName, Func<string, string?> known, bool returnsRows)
    {
        if (command.Text is { } text)
            return SqlTemplateParser.Parse(text.Trim().TrimEnd(';'), known);

        var call = new SqlCall(command.Procedure!, [.. command.Parameters.Select(parameter => new SqlArgument(parameter.Name, parameter.Direction))], byName, returnsRows);
        var written = dialect.Call(call) ?? throw new ConnectorException(new ConnectorError(
            ConnectorErrorKind.Unsupported, $"procedure '{command.Procedure}': {dialect.Provider} has no stored procedures. Write a statement instead."));
        SqlTemplateValue[] values = [.. command.Parameters.Select(parameter => Value(parameter, known))];
        return new SqlTemplate(new SqlStatement(written, values.Length), values);
    }

    // The name of an attribute stands for its value; anything else is a constant, in quotes or without (H/SQL-21).
    private static SqlTemplateValue Value(SqlParameterConfig parameter, Func<string, string?> known)
    {
        var text = parameter.Value.TrimStart('@');
        if (known(text) is { } name)
            return new SqlTemplateValue(name, null);
        text = parameter.Value;
        return new SqlTemplateValue(null, text is ['\'', .., '\''] ? text[1..^1].Replace("''", "'", StringComparison.Ordinal) : text);
    }

    private SqlSource Filtered(SqlObjectTypeConfig type, SqlTable table)
    {
        var filter = type.Filter.Select(pair =>
        {
            var column = table.Columns.FirstOrDefault(column => string.Equals(column.Name, pair.Key, StringComparison.OrdinalIgnoreCase))
                ?? throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Invalid, $"filter: '{table.Name}' has no column '{pair.Key}'. Name one that it has."));
            return (Quoted: dialect.Quote(column.Name), Value: (object)pair.Value);
        }).ToList();
        var where = string.Join(" AND ", filter.Select((pair, index) => $"{pair.Quoted} = {SqlStatementWriter.Parameter(SqlStatement.FirstConstant + index)}"));
        return new SqlSource { From = $"(SELECT * FROM {NameOf(table)} WHERE {where}) AS {Alias}", IsWhatIsWritten = true, Filter = filter };
    }

    private static string Whole(SqlTemplate template)
    {
        var text = template.Statement.Text;
        for (var index = template.Values.Count - 1; index >= 0; index--)
            text = text.Replace(SqlStatementWriter.Parameter(index), SqlPaging.Everything[template.Values[index].Name!], StringComparison.Ordinal);
        return text;
    }

    private SqlTable Columns(SqlObjectTypeConfig type, string? from, SqlTemplate template)
    {
        using var command = connection.CreateCommand();
        var statement = from is null ? template.Statement : new SqlStatement($"SELECT * FROM {from} AS {Alias} WHERE 1 = 0", 0);
        SqlSession.Prepare(command, statement, dialect);
        var values = from is null ? template.Bind(name => name.Equals(SqlPaging.After, StringComparison.OrdinalIgnoreCase) ? null : 1L) : [];
        for (var index = 0; index < values.Length; index++)
            dialect.Assign(command.Parameters[index], values[index]);
        using var reader = command.ExecuteReader(from is null ? CommandBehavior.Default : CommandBehavior.SchemaOnly);
        List<SqlColumn> columns = [];
        for (var ordinal = 0; ordinal < reader.FieldCount; ordinal++)
            columns.Add(new SqlColumn { Name = reader.GetName(ordinal), DeclaredType = "", Type = dialect.TypeOf(reader, ordinal) });

        return new SqlTable { Name = type.Table.Length > 0 ? type.Table : $"query of {type.Name}", IsView = true, Columns = columns, UniqueKeys = [] };
    }

    // What is read from a query and written to a table: the table knows keys, defaults and what can be written at all.
    private static SqlTable Merge(SqlTable read, SqlTable? written)
    {
        if (written is null)
            return read;
        return read with
        {
            Name = written.Name,
            HasTriggers = written.HasTriggers,
            Columns = [.. read.Columns.Select(column => Find(column.Name) is { } own ? own with { Name = own.Name } : column with { Generated = true })],
        };

        SqlColumn? Find(string name) => written.Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
    }
}
