using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Sutler.Host.Interchange;

/// <summary>
/// Reads the host XML. Values are taken from child elements or attributes, whatever the writer chose; elements that are not documented are passed
/// over. No document type, no entities, bounded in size, depth and number.
/// </summary>
internal static class HostXmlReader
{
    private const int MaxCharacters = 8 << 20;
    private const int MaxConnectors = 1000;
    private const int MaxDepth = 32;

    /// <exception cref="InterchangeException">The text is not such a file.</exception>
    public static HostXml Read(string text)
    {
        var root = Parse(text);
        if (root.Name.LocalName != "Configuration")
            throw new InterchangeException($"The root element is '{root.Name.LocalName}', not 'Configuration'. Give the file that the wizard's Export writes.");
        var connectors = Descendants(root, "Connector").ToList();
        if (connectors.Count > MaxConnectors)
            throw new InterchangeException($"The file holds {connectors.Count} connectors, more than {MaxConnectors}. Split it.");
        var setting = Child(root, "Setting");
        return new HostXml
        {
            Connectors = [.. connectors.Select(Connector)],
            Port = Text(setting, "Port"),
            Certificate = Text(setting, "Certificate"),
        };
    }

    /// <summary>Hash of what the documented elements say.</summary>
    public static string HashOf(XElement connector)
    {
        var documented = string.Concat(connector.Elements().Where(e => e.Name.Namespace != HostXmlWriter.Extension).Select(e => e.ToString(SaveOptions.DisableFormatting)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(documented)));
    }

    private static XElement Parse(string text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters, IgnoreWhitespace = true, IgnoreComments = true };
        try
        {
            using (var scan = XmlReader.Create(new StringReader(text), settings))
            {
                // A tree is built by recursion: depth is looked at before.
                while (scan.Read())
                {
                    if (scan.Depth > MaxDepth)
                        throw new InterchangeException($"The XML is nested more than {MaxDepth} levels deep. Give the file that the wizard's Export writes.");
                }
            }

            using var reader = XmlReader.Create(new StringReader(text), settings);
            return XElement.Load(reader);
        }
        catch (XmlException e)
        {
            // The parser's own words may quote the text, and the text may hold a secret.
            throw new InterchangeException($"The file is not plain XML at line {e.LineNumber}, position {e.LinePosition} (document types and entities are not allowed, and at most {MaxCharacters} characters).", e);
        }
    }

    private static XmlConnector Connector(XElement connector)
    {
        var (config, schema, ecma) = (Child(connector, "ConnectorConfig"), Child(connector, "Schema"), Child(connector, "ECMAConfig"));
        var extension = connector.Elements().FirstOrDefault(e => e.Name.Namespace == HostXmlWriter.Extension);
        return new XmlConnector
        {
            Name = Text(ecma, "ProfileName") ?? "",
            Library = Text(ecma, "LibraryName") ?? "",
            AutosyncTimer = Text(ecma, "AutosyncTimer"),
            Parameters = Parameters(Child(config, "Parameters")),
            Runs = [.. Descendants(Child(config, "RunConfigurations"), "RunConfiguration").Select(Run)],
            IsExportOnly = Flag(config, "IsExportOnly", standard: false),
            IsFullImportSupported = Flag(config, "IsFullImportSupported", standard: true),
            IsDeltaImportSupported = Flag(config, "IsDeltaImportSupported", standard: false),
            Entries = [.. Descendants(schema, "EntrySchema").Select(Entry)],
            Partitions = [.. Descendants(Child(schema, "Partitions"), "Partition").Select(p => Text(p, "Name") ?? "")],
            ExportPasswordInFirstPass = Flag(schema, "ExportPasswordInFirstPass", standard: false),
            Extension = extension?.Value,
            ExtensionOf = extension?.Attribute("documented")?.Value,
            Hash = HashOf(connector),
        };
    }

    private static List<XmlParameter> Parameters(XElement? owner) =>
        [.. (owner?.Elements().Where(e => e.Name.LocalName == "Parameter") ?? []).Select(parameter =>
            new XmlParameter(Text(parameter, "Name") ?? "", Text(parameter, "Use") ?? "", Text(parameter, "Value") ?? "")
            {
                Type = Text(parameter, "Type") ?? "String",
                Encrypted = Flag(parameter, "Encrypted", standard: false) || Text(parameter, "Type") == "EncryptedString",
            })];

    private static XmlRun Run(XElement run)
    {
        var step = Descendants(run, "RunStep").FirstOrDefault();
        var size = int.TryParse(Text(step, "BatchSize"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : (int?)null;
        return new XmlRun(Text(run, "Name") ?? "", size, Parameters(Child(step, "Parameters")));
    }

    private static XmlEntry Entry(XElement entry)
    {
        var model = Child(entry, "DeprovisioningModel");
        return new XmlEntry
        {
            ExternalName = Text(entry, "ExternalName") ?? "",
            ObjectType = Text(entry, "ObjectType") ?? "",
            IsDnAutogenerated = Flag(entry, "IsDNAutogenerated", standard: true),
            Attributes = [.. Descendants(entry, "AttributeSchema").Select(Attribute)],
            HardDelete = Text(model, "HardDelete"),
            HardDeleteAttribute = Text(model, "HardDeleteStatusAttribute"),
            SoftDelete = Text(model, "SoftDelete"),
            SoftDeleteAttribute = Text(model, "SoftDeleteStatusAttribute"),
        };
    }

    private static XmlAttribute Attribute(XElement attribute) => new(Text(attribute, "Name") ?? "", Text(attribute, "DataType") ?? "String")
    {
        IsAnchor = Flag(attribute, "IsAnchor", standard: false),
        IsDn = Flag(attribute, "IsDN", standard: false),
        IsDeprovisioning = Flag(attribute, "IsDeprovisioningAttribute", standard: false),
        Multivalued = Flag(attribute, "Multivalued", standard: false),
        TreatAsSingleValue = Flag(attribute, "TreatAsSingleValue", standard: false),
    };

    private static XElement? Child(XElement? owner, string name) => owner?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static IEnumerable<XElement> Descendants(XElement? owner, string name) => owner?.Descendants().Where(e => e.Name.LocalName == name) ?? [];

    private static string? Text(XElement? owner, string name) =>
        (Child(owner, name)?.Value ?? owner?.Attributes().FirstOrDefault(a => a.Name.LocalName == name)?.Value) is { Length: > 0 } text ? text : null;

    private static bool Flag(XElement? owner, string name, bool standard) =>
        Text(owner, name)?.Trim().ToUpperInvariant() switch { null => standard, "1" or "TRUE" => true, _ => false };
}
