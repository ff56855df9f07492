namespace Sutler.Service.Inbound.Resources;

/// <summary>Where SCIM has an attribute of the directory.</summary>
/// <param name="Attribute">The directory's name.</param>
/// <param name="Name">SCIM's attribute.</param>
internal sealed record UserPlace(string Attribute, string Name)
{
    /// <summary>URN of the extension; null for the core schema.</summary>
    public string? Extension { get; init; }

    /// <summary>The sub-attribute; null where the attribute itself is meant.</summary>
    public string? Sub { get; init; }

    /// <summary>Of a multi-valued attribute: the <c>type</c> of the value meant.</summary>
    public string? Kind { get; init; }

    /// <summary>Whether the value without a <c>type</c> is meant where none has this kind.</summary>
    public bool TakesUntyped { get; init; }

    /// <summary>The path as mappings write it.</summary>
    public string Path
    {
        get
        {
            var name = Extension is null ? Name : $"{Extension}:{Name}";
            var kind = Kind is null ? "" : $"[type eq \"{Kind}\"]";
            return Sub is null ? name : $"{name}{kind}.{Sub}";
        }
    }
}
