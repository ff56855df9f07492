namespace Sutler.Host.View;

/// <summary>Which attributes of a connector appear under the original's extension URN (H/SCIM-11).</summary>
internal sealed record ExtensionContent
{
    /// <summary>Every attribute, also those that have a place elsewhere: existing mappings of Entra ID go on working beside other clients.</summary>
    public static readonly ExtensionContent All = new();

    /// <summary>Those that have no other place.</summary>
    public static readonly ExtensionContent Unmapped = new() { OnlyUnmapped = true };

    /// <summary>None.</summary>
    public static readonly ExtensionContent None = new() { Selected = [] };

    public bool OnlyUnmapped { get; private init; }

    /// <summary>Names of those that were selected (H/WIZ-80); null for every one.</summary>
    public IReadOnlyCollection<string>? Selected { get; private init; }

    /// <summary>The ones named, and no others.</summary>
    public static ExtensionContent Of(IEnumerable<string> names) => new() { Selected = [.. names] };

    public bool Has(string attribute, bool mapped) =>
        Selected is null ? !(OnlyUnmapped && mapped) : Selected.Contains(attribute, StringComparer.OrdinalIgnoreCase);
}
