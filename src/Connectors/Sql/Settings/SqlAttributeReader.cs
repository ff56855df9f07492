using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Settings;

/// <summary>Reads one attribute, or one part of a complex one.</summary>
internal static class SqlAttributeReader
{
    private const int LeastIterations = 10_000;
    private const int MostIterations = 10_000_000;
    private const int DefaultIterations = 600_000;

    private static readonly string[] Keys =
    [
        "column", "type", "references", "typeColumn", "readOnly", "required", "caseExact", "unique", "writeOnly", "direction", "hash", "hashIterations",
        "format", "timeZone",
    ];

    public static SqlAttributeConfig Read(SettingsReader reader)
    {
        reader.RefuseUnknown(["name", .. Keys]);
        return Read(reader, reader.Required("name", "Name the attribute; it is the column's name unless 'column' says otherwise."));
    }

    /// <summary>Reads <c>columns</c>: a name for each part, with its column or an object that says more.</summary>
    public static IReadOnlyList<SqlAttributeConfig> ReadParts(SettingsReader reader)
    {
        List<SqlAttributeConfig> parts = [];
        foreach (var (name, column, below) in reader.Named("columns"))
        {
            if (column is null)
                below.RefuseUnknown(Keys);
            parts.Add(column is null ? Read(below, name) : new SqlAttributeConfig { Name = name, Column = column });
        }

        if (parts.Count == 0)
            reader.Fault("columns", "is empty. Give each part its column, such as 'value: Value'.");
        if (parts.Select(part => part.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != parts.Count)
            reader.Fault("columns", "names a part twice. Name each once.");
        return parts;
    }

    /// <summary>Reads the keys of an attribute whose name is known.</summary>
    public static SqlAttributeConfig Read(SettingsReader reader, string name)
    {
        var direction = ReadDirection(reader);
        var attribute = new SqlAttributeConfig
        {
            Name = name,
            Column = reader.Text("column"),
            Type = ReadType(reader),
            References = reader.Text("references"),
            TypeColumn = reader.Text("typeColumn"),
            ReadOnly = direction is "import" ? true : reader.Flag("readOnly"),
            Required = reader.Flag("required"),
            CaseExact = reader.Flag("caseExact"),
            Unique = reader.Flag("unique"),
            WriteOnly = direction is "export" || reader.Flag("writeOnly") is true,
            Hash = ReadHash(reader),
            Format = reader.Text("format"),
            TimeZone = ReadTimeZone(reader, "timeZone"),
        };
        Check(reader, attribute);
        return attribute;
    }

    public static TimeZoneInfo? ReadTimeZone(SettingsReader reader, string key)
    {
        var text = reader.Text(key);
        if (text is null)
            return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone))
            return zone;
        reader.Fault(key, $"'{text}' is not a time zone that this system knows. Write an IANA name such as Europe/Berlin, or install the system's tzdata.");
        return null;
    }

    /// <summary>Reads <c>format</c> for dates at large.</summary>
    public static string? ReadFormat(SettingsReader reader)
    {
        var format = reader.Text("format");
        if (format is not null)
            CheckFormat(reader, format);
        return format;
    }

    private static void CheckFormat(SettingsReader reader, string format)
    {
        if (!SqlMoment.IsFormat(format))
            reader.Fault("format", $"'{format}' cannot be written and read back. Write a .NET format such as yyyy-MM-dd HH:mm:ss, or unix, unixMilliseconds or fileTime.");
    }

    private static void Check(SettingsReader reader, SqlAttributeConfig attribute)
    {
        if (attribute is { References: not null, Type: not (null or AttributeType.Reference) })
            reader.Fault("type", "does not go with 'references'. Take one of the two out.");
        if (attribute is { Type: AttributeType.Reference, References: null })
            reader.Fault("references", "is missing. Name the object type that the reference points to.");
        if (attribute is { References: AttributeSchema.AnyType, TypeColumn: null })
            reader.Fault("typeColumn", "is missing. Name the column that holds the object type of the reference.");
        if (attribute is { TypeColumn: not null, References: not AttributeSchema.AnyType })
            reader.Fault("typeColumn", "goes with a reference to any type only. Write \"references: '*'\" too, or take it out.");
        if (attribute is { Format: not null, Type: not AttributeType.DateTime })
            reader.Fault("format", "goes with type dateTime only. Write 'type: dateTime' too, or take it out.");
        else if (attribute.Format is { } format)
            CheckFormat(reader, format);
        if (attribute is { TimeZone: not null, Type: not AttributeType.DateTime })
            reader.Fault("timeZone", "goes with type dateTime only. Write 'type: dateTime' too, or take it out.");
        if (attribute is { WriteOnly: true, ReadOnly: true })
            reader.Fault("writeOnly", "does not go with 'readOnly'. Take one of the two out.");
        if (attribute is { Hash: not null, WriteOnly: false })
            reader.Fault("hash", "goes with write-only attributes only. Write 'writeOnly: true' too, or take it out.");
    }

    private static AttributeType? ReadType(SettingsReader reader)
    {
        var text = reader.Text("type");
        if (text is null)
            return null;
        if (text.All(char.IsAsciiLetter) && Enum.TryParse<AttributeType>(text, ignoreCase: true, out var type) && type is not AttributeType.Complex)
            return type;
        reader.Fault("type", $"'{text}' is not a type that a column can have. Write string, integer, decimal, boolean, dateTime, binary or reference.");
        return null;
    }

    private static string? ReadDirection(SettingsReader reader)
    {
        var text = reader.Text("direction");
        if (text is null or "import" or "export" or "both")
            return text;
        reader.Fault("direction", $"'{text}' is not a direction. Write import, export or both.");
        return null;
    }

    private static SqlHashConfig? ReadHash(SettingsReader reader)
    {
        var iterations = reader.Number("hashIterations", DefaultIterations, LeastIterations, MostIterations);
        var text = reader.Text("hash");
        if (text is "pbkdf2-sha256")
            return new SqlHashConfig(iterations);
        if (text is not null)
            reader.Fault("hash", $"'{text}' is not a hash known here. Write pbkdf2-sha256.");
        return null;
    }
}
