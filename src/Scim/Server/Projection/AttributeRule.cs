namespace Sutler.Scim.Server.Projection;

/// <summary>What is left of one attribute in an answer.</summary>
/// <param name="Keep">Whether anything of it is.</param>
/// <param name="Only">The sub-attributes that are left; null for all but <paramref name="Without"/>.</param>
/// <param name="Without">The sub-attributes that are not; null for none.</param>
internal sealed record AttributeRule(bool Keep, HashSet<string>? Only = null, HashSet<string>? Without = null)
{
    public static readonly AttributeRule All = new(true);

    public static readonly AttributeRule None = new(false);

    /// <summary>Whether values are taken over as they are.</summary>
    public bool IsWhole => Only is null && Without is null;

    public bool KeepsPart(string name) => Only is null ? Without?.Contains(name) != true : Only.Contains(name);
}
