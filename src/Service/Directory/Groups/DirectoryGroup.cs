namespace Sutler.Service.Directory.Groups;

/// <summary>A group of the directory; its members are rows of their own. Attributes are as in <see cref="DirectoryUser"/>.</summary>
internal sealed record DirectoryGroup
{
    public required string Id { get; init; }

    /// <summary>Feed position of the last change of the group itself; a membership does not move it.</summary>
    public long Version { get; init; }

    public required IReadOnlyDictionary<string, object> Attributes { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The version with which the group came back; a reader of changes needs its members whole again from there.</summary>
    public long? RestoredVersion { get; init; }

    public string DisplayName => Text(GroupAttribute.DisplayName) ?? "";

    public string? MailNickname => Text(GroupAttribute.MailNickname);

    /// <summary>Whether the group can bring its members into an application's scope (S/SCOPE-2).</summary>
    public bool SecurityEnabled => Attributes.GetValueOrDefault(GroupAttribute.SecurityEnabled) is not false;

    public string? Text(string attribute) => Attributes.GetValueOrDefault(attribute) as string;
}
