namespace Sutler.Cli.Commands.Directories;

/// <summary>Users or groups, as verbs, paths and tables name them.</summary>
/// <param name="Name">user or group.</param>
/// <param name="Path">The collection in the API.</param>
/// <param name="Columns">What a table shows of each.</param>
/// <param name="Example">Attributes of one, as a person would type them.</param>
internal sealed record ObjectKind(string Name, string Path, IReadOnlyList<string> Columns, string Example)
{
    public static readonly ObjectKind User = new(
        "user", "v1.0/users", ["id", "userPrincipalName", "displayName", "accountEnabled"], "userPrincipalName=ada@example.com displayName='Ada Lovelace' accountEnabled=true");

    public static readonly ObjectKind Group = new("group", "v1.0/groups", ["id", "displayName", "mailNickname", "securityEnabled"], "displayName=Sales mailNickname=sales");

    public string Plural => Name + "s";

    public string Deleted => "v1.0/directory/deletedItems/microsoft.graph." + Name;
}
