using Sutler.Storage;

namespace Sutler.Service.Directory.Queries;

/// <summary>
/// How a document's attributes are named in SQL: the one place of the directory where SQLite and PostgreSQL differ. A value of another type
/// than asked for counts as missing. Names come from <see cref="DirectoryType.Find"/> only: letters, digits and _.
/// </summary>
internal abstract class JsonSql
{
    public static JsonSql For(Database database) => database.IsShared ? new Postgres() : new Sqlite();

    public abstract string Text(string name);

    public abstract string Boolean(string name);

    public abstract string Number(string name);

    public abstract string Exists(string name);

    /// <summary>A table of the texts of a list, with one column <c>value</c>.</summary>
    public abstract string Items(string name);

    /// <summary>Text without the case of ASCII letters, compared by code point.</summary>
    public abstract string Fold(string text);

    /// <summary>Text compared by code point.</summary>
    public abstract string Exact(string text);

    private sealed class Sqlite : JsonSql
    {
        public override string Text(string name) => $"CASE {Type(name)} WHEN 'text' THEN {Value(name)} END";

        public override string Boolean(string name) => $"CASE {Type(name)} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END";

        public override string Number(string name) => $"CASE WHEN {Type(name)} IN ('integer', 'real') THEN {Value(name)} END";

        public override string Exists(string name) => $"{Type(name)} IS NOT NULL";

        public override string Items(string name) =>
            $"(SELECT value FROM json_each(CASE {Type(name)} WHEN 'array' THEN json_extract(document, '$.{name}') ELSE '[]' END))";

        public override string Fold(string text) => $"lower({text})";

        public override string Exact(string text) => text;

        private static string Type(string name) => $"json_type(document, '$.{name}')";

        private static string Value(string name) => $"json_extract(document, '$.{name}')";
    }

    private sealed class Postgres : JsonSql
    {
        public override string Text(string name) => $"CASE {Type(name)} WHEN 'string' THEN {Value(name)} END";

        public override string Boolean(string name) => $"CASE {Type(name)} WHEN 'boolean' THEN CASE {Value(name)} WHEN 'true' THEN 1 ELSE 0 END END";

        public override string Number(string name) => $"CASE {Type(name)} WHEN 'number' THEN ({Value(name)})::numeric END";

        public override string Exists(string name) => $"{Type(name)} IS NOT NULL";

        public override string Items(string name) =>
            $"(SELECT value FROM json_each(CASE {Type(name)} WHEN 'array' THEN (document::json -> '{name}')::text ELSE '[]' END))";

        public override string Fold(string text) => $"lower({Exact(text)})";

        public override string Exact(string text) => $"({text}) COLLATE \"C\"";

        private static string Type(string name) => $"json_typeof(document::json -> '{name}')";

        private static string Value(string name) => $"(document::json ->> '{name}')";
    }
}
