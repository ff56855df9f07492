namespace Sutler.Connectors.Sql.Settings;

/// <summary>Reads one item of <c>children</c>.</summary>
internal static class SqlChildConfigReader
{
    private static readonly string[] Simple = ["column", "type", "references", "typeColumn", "format", "timeZone", "caseExact"];
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    public static SqlChildConfig Read(SettingsReader reader, SqlObjectTypeConfig parent)
    {
        reader.RefuseUnknown(["attribute", "table", "join", "columns", "order", "write", "readOnly", .. Simple]);
        var isComplex = reader.Has("columns");
        if (isComplex && Array.Find(Simple, reader.Has) is { } extra)
            reader.Fault(extra, "stands beside 'columns'. Say it below the part's name there, or take 'columns' out.");
        else if (!isComplex)
            _ = reader.Required("column", "Name the column that holds a value, or the parts of a value under 'columns'.");
        var child = new SqlChildConfig
        {
            Attribute = reader.Required("attribute", "Name the attribute that the rows are values of."),
            Table = reader.Required("table", "Name the table that holds the values."),
            IsComplex = isComplex,
            Parts = isComplex ? SqlAttributeReader.ReadParts(reader) : [SqlAttributeReader.Read(reader.Without("readOnly"), "value")],
            Order = SqlObjectTypeReader.ReadNames(reader, "order"),
            Write = reader.Flag("readOnly") is true ? SqlChildWrite.None : ReadWrite(reader),
        };
        return child with { Join = ReadJoin(reader, parent, child.Table) };
    }

    private static SqlChildWrite? ReadWrite(SettingsReader reader)
    {
        var text = reader.Text("write");
        if (text is null)
            return null;
        if (text is "rows" or "link" or "none")
            return Enum.Parse<SqlChildWrite>(text, ignoreCase: true);
        reader.Fault("write", $"'{text}' is not a way to write. Write rows, link or none.");
        return null;
    }

    // "User.Id=UserEmails.UserId", several joined by "and" or as a list. The side that names the child's table is the child.
    public static List<SqlJoinConfig> ReadJoin(SettingsReader reader, SqlObjectTypeConfig parent, string childTable)
    {
        var texts = reader.IsList("join") ? reader.Texts("join") : [reader.Required("join", "Write it like 'Parent.Key=Child.ForeignKey'.")];
        List<SqlJoinConfig> join = [];
        foreach (var text in texts.SelectMany(text => text.Split(" AND ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(part => part.Split(" and ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))))
        {
            if (text.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } left, { Length: > 0 } right])
            {
                reader.Fault("join", $"'{text}' is not of the form Parent.Key=Child.ForeignKey. Write two columns with = between them.");
                continue;
            }

            var (leftTable, leftColumn) = Split(left);
            var (rightTable, rightColumn) = Split(right);
            if (IsParent(rightTable) && Names.Equals(leftTable, childTable) && !IsParent(leftTable))
                (leftTable, leftColumn, rightTable, rightColumn) = (rightTable, rightColumn, leftTable, leftColumn);
            if (leftTable is not null && !IsParent(leftTable))
                reader.Fault("join", $"'{leftTable}' is not the parent. Write '{parent.Table}' there, or the object type's name.");
            else if (rightTable is not null && !Names.Equals(rightTable, childTable))
                reader.Fault("join", $"'{rightTable}' is not the table of the values. Write '{childTable}' there.");
            join.Add(new SqlJoinConfig(leftColumn, rightColumn));
        }

        return join;

        bool IsParent(string? table) => Names.Equals(table, parent.Table) || Names.Equals(table, parent.Name);
    }

    private static (string? Table, string Column) Split(string text)
    {
        var dot = text.LastIndexOf('.');
        return dot < 0 ? (null, Bare(text)) : (Bare(text[..dot]), Bare(text[(dot + 1)..]));
    }

    private static string Bare(string name) => name.Length >= 2 && (name[0], name[^1]) is ('[', ']') or ('"', '"') or ('`', '`') ? name[1..^1] : name;
}
