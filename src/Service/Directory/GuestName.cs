namespace Sutler.Service.Directory;

/// <summary>
/// Guests have a userPrincipalName such as <c>ada_contoso.com#EXT#@tenant.example</c>. Mappings see the address that it was made from, and the
/// name itself as originalUserPrincipalName (S/SCOPE-7). Pure.
/// </summary>
internal static class GuestName
{
    private const string Mark = "#EXT#";
    private const string OriginalName = "originalUserPrincipalName";

    /// <summary>The attributes as mappings see them: the user's own unless they are a guest.</summary>
    public static IReadOnlyDictionary<string, object> Resolve(DirectoryUser user)
    {
        if (Address(user.UserPrincipalName) is not { } address)
            return user.Attributes;
        var attributes = new Dictionary<string, object>(user.Attributes, StringComparer.OrdinalIgnoreCase) { [UserAttribute.UserPrincipalName] = address };
        attributes.TryAdd(OriginalName, user.UserPrincipalName);
        return attributes;
    }

    /// <summary>The address that a guest's name was made from; null for a name that is no guest's.</summary>
    public static string? Address(string userPrincipalName)
    {
        var mark = userPrincipalName.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        var at = mark < 0 ? -1 : userPrincipalName.LastIndexOf('_', mark - 1 < 0 ? 0 : mark - 1);
        return at > 0 && at < mark - 1 ? $"{userPrincipalName[..at]}@{userPrincipalName[(at + 1)..mark]}" : null;
    }
}
