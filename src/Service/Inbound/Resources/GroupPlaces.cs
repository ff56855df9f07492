using Sutler.Service.Directory.Groups;

namespace Sutler.Service.Inbound.Resources;

/// <summary>The attributes of a group beside its members: <c>displayName</c> is SCIM's own, the others stand in the product's extension.</summary>
internal static class GroupPlaces
{
    public const string Description = "description";

    /// <summary>Text in the product's extension, by the directory's names.</summary>
    public static readonly IReadOnlyList<string> Texts = [GroupAttribute.MailNickname, Description];

    public static readonly IReadOnlyList<string> Names = [GroupAttribute.DisplayName, .. Texts, GroupAttribute.SecurityEnabled];
}
