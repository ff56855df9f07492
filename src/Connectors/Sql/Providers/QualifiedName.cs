using System.Text;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>A table's name as people write it: <c>table</c>, <c>schema.table</c>, <c>[dbo].[USER]</c>, <c>"My Schema"."t"</c> (H/SQL-25).</summary>
internal static class QualifiedName
{
    /// <summary>A procedure's name for a statement: plain words stay as they are, so that the database folds their case; others are quoted.</summary>
    public static string Procedure(ISqlFlavor flavor, string text)
    {
        var (schema, name) = Parse(text);
        return schema is null ? Part(name) : $"{Part(schema)}.{Part(name)}";

        string Part(string part) =>
            !text.Contains($"[{part}]", StringComparison.Ordinal) && part.Length > 0 && !char.IsAsciiDigit(part[0]) && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
                && !text.Contains($"\"{part}\"", StringComparison.Ordinal)
                ? part
                : flavor.Quote(part);
    }

    /// <summary>A name as <see cref="Parse"/> reads it back.</summary>
    public static string Write(string? schema, string table)
    {
        return schema is null ? Part(table) : $"{Part(schema)}.{Part(table)}";

        static string Part(string part) => !part.AsSpan().ContainsAny(".[\"`") ? part : part.Contains(']', StringComparison.Ordinal) ? $"\"{part}\"" : $"[{part}]";
    }

    /// <summary>The schema, or null, and the table. A catalog before the schema is not kept: a connection has one.</summary>
    public static (string? Schema, string Table) Parse(string text)
    {
        List<string> parts = [];
        var part = new StringBuilder();
        var end = '\0';
        foreach (var character in text)
        {
            if (end != '\0')
            {
                if (character == end)
                    end = '\0';
                else
                    part.Append(character);
            }
            else if (character == '.')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else if (part.Length == 0 && character is '[' or '"' or '`')
            {
                end = character == '[' ? ']' : character;
            }
            else
            {
                part.Append(character);
            }
        }

        return (parts.Count > 0 ? parts[^1] : null, part.ToString());
    }
}
