namespace Sutler.Service.Directory.Groups;

/// <summary>Attributes of a group that the service itself relies on.</summary>
internal static class GroupAttribute
{
    public const string DisplayName = "displayName";
    public const string MailNickname = "mailNickname";
    public const string SecurityEnabled = "securityEnabled";
    public const string MailEnabled = "mailEnabled";
    public const string GroupTypes = "groupTypes";
    public const string Members = "members";
}
