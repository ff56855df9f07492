using System.Text;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>A table's name as people write it: <c>table</c>, <c>schema.table</c>, <c>[dbo].[USER]</c>, <c>"My Schema"."t"</c> (H/SQL-25).</summary>
internal static class QualifiedName
{
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
