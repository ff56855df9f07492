using System.Buffers;
using Sutler.Scim;
using Sutler.Service.Directory;

namespace Sutler.Service.Inbound.Resources;

/// <summary>What the store can look up of an equality, by type.</summary>
internal static class Lookups
{
    /// <summary>Characters that stand for themselves in JSON, and whose case both stores change alike.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 @._-+()'#,:;=/");

    private static readonly HashSet<string> Texts = new(
        [.. UserPlaces.All.Where(place => !AttributeText.IsFlag(place.Attribute)).Select(place => place.Name), .. Authority.Lists], StringComparer.OrdinalIgnoreCase);

    public static string? OfUser(AttributePath path, string value, Func<object, string> parameter) => (path.Attribute.ToLowerInvariant(), path.SubAttribute?.ToLowerInvariant()) switch
    {
        ("id", null) => $"u.id = {parameter(value)}",
        ("username", null) => $"u.upn_key = {parameter(UserRow.Key(value))}",
        ("externalid", null) => $"r.external_id = {parameter(value)}",
        ("employeenumber", null) => $"u.employee_id = {parameter(value)}",
        ("manager", null or "value") => $"u.manager_id = {parameter(value)}",
        ("groups", null or "value") => $"u.id IN (SELECT member_id FROM directory_member WHERE tenant_id = @tenantId AND group_id = {parameter(value)})",
        _ => Texts.Contains(path.Attribute) ? Contains(value, parameter) : null,
    };

    public static string? OfGroup(AttributePath path, string value, Func<object, string> parameter) => (path.Attribute.ToLowerInvariant(), path.SubAttribute?.ToLowerInvariant()) switch
    {
        ("id", null) => $"g.id = {parameter(value)}",
        ("externalid", null) => $"r.external_id = {parameter(value)}",
        ("members", null or "value") => $"g.id IN (SELECT group_id FROM directory_member WHERE tenant_id = @tenantId AND member_id = {parameter(value)})",
        ("displayname", null) when IsPlain(value) => $"LOWER(g.display_name) = LOWER({parameter(value)})",
        ("mailnickname", null) when IsPlain(value) => $"LOWER(g.mail_nickname) = LOWER({parameter(value)})",
        _ => null,
    };

    /// <summary>The value stands as a whole text somewhere in what is kept. No index, but no row leaves the store in vain.</summary>
    private static string? Contains(string value, Func<object, string> parameter)
    {
        if (value.Length == 0 || !IsPlain(value))
            return null;
        var pattern = parameter($"%\"{value.Replace("_", "\\_", StringComparison.Ordinal)}\"%");
        return $"(LOWER(u.document) LIKE LOWER({pattern}) ESCAPE '\\' OR LOWER(r.remainder) LIKE LOWER({pattern}) ESCAPE '\\')";
    }

    private static bool IsPlain(string value) => !value.AsSpan().ContainsAnyExcept(Plain);
}
