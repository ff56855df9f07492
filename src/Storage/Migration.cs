namespace Sutler.Storage;

/// <summary>
/// One step of a database schema. Steps are applied in order, each in a transaction of its own, and never edited once released. The text is
/// the same for SQLite (3.35 and later) and PostgreSQL but for three words, which each database says in its own way: <c>{bytes}</c>, the
/// type of binary values; <c>{sequence}</c>, a growing primary key; and <c>{functions}</c>, functions that the stores' queries call and
/// the database does not have.
/// </summary>
/// <param name="Version">Position in the list, from 1, without gaps.</param>
/// <param name="Name">What the step does, in a few words.</param>
/// <param name="Sql">Statements.</param>
public sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>PostgreSQL's own json_each(json) gives other columns: this one takes text, as SQLite's does.</summary>
    private const string PostgresFunctions = """
        CREATE FUNCTION json_each(list text) RETURNS TABLE (value text) LANGUAGE sql IMMUTABLE ROWS 500
            AS $$ SELECT json_array_elements_text(list::json) $$;
        """;

    /// <summary>Statements that follow on PostgreSQL alone.</summary>
    public string OnPostgres { get; init; } = "";

    internal string For(System.Data.Common.DbConnection connection)
    {
        var isPostgres = connection is Npgsql.NpgsqlConnection;
        return (isPostgres ? Sql + OnPostgres : Sql).Replace("{bytes}", isPostgres ? "BYTEA" : "BLOB", StringComparison.Ordinal)
            .Replace("{sequence}", isPostgres ? "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY" : "INTEGER PRIMARY KEY", StringComparison.Ordinal)
            .Replace("{functions}", isPostgres ? PostgresFunctions : "", StringComparison.Ordinal);
    }
}
