namespace Sutler.Host.Interchange;

/// <summary>One <c>AttributeSchema</c> (H/CFG-6).</summary>
internal sealed record XmlAttribute(string Name, string DataType)
{
    public bool IsAnchor { get; init; }

    public bool IsDn { get; init; }

    public bool IsDeprovisioning { get; init; }

    public bool Multivalued { get; init; }

    public bool TreatAsSingleValue { get; init; }

    /// <summary>Attributes that the original offers beside those of the target (H/WIZ-82).</summary>
    public bool IsPseudo => Name is "-dn-" or "_distinguishedName" or "export_password";
}
