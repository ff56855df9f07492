namespace Sutler.Scim;

/// <summary>
/// The name of an attribute as filters, PATCH paths and <c>attributes</c> lists write it (RFC 7644 §3.10):
/// <c>[schema URN ":"] attribute ["." subAttribute]</c>. Names and URNs compare without regard to case.
/// </summary>
/// <param name="Schema">The schema's URN; null when the name is not qualified.</param>
/// <param name="Attribute">The attribute's name.</param>
/// <param name="SubAttribute">The sub-attribute's name; null when the whole attribute is meant.</param>
public sealed record AttributePath(string? Schema, string Attribute, string? SubAttribute)
{
    /// <summary>The name as it is written on the wire.</summary>
    public override string ToString() =>
        $"{(Schema is null ? "" : Schema + ":")}{Attribute}{(SubAttribute is null ? "" : "." + SubAttribute)}";
}
