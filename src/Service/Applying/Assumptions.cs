using Sutler.Service.Directory;
using Sutler.Service.Planning;

namespace Sutler.Service.Applying;

/// <summary>What a plan takes for granted although it is not so: a draft, a restart, a question "what if". A run of a job assumes nothing.</summary>
internal sealed record Assumptions
{
    public static readonly Assumptions None = new();

    /// <summary>The user as they are taken to be; null for gone for good.</summary>
    public Func<DirectoryUser, DirectoryUser?> User { get; init; } = static user => user;

    /// <summary>The link as it is taken to be; null for none.</summary>
    public Func<LinkState, LinkState?> Link { get; init; } = static link => link;

    /// <summary>The target is not known to have any object's last version: all are looked at.</summary>
    public static LinkState? Unsettled(LinkState link) => link with { VersionSettled = 0 };
}
