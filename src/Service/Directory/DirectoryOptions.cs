namespace Sutler.Service.Directory;

/// <summary>How long the directory keeps what is no longer needed.</summary>
public sealed record DirectoryOptions
{
    /// <summary>How long a deleted user or group can be restored; then it is removed for good. Default: 30 days.</summary>
    public TimeSpan DeletedItems { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long the feed is kept for delta queries; what a job still needs is kept longer. Default: 7 days.</summary>
    public TimeSpan Feed { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long an initial password is kept. Default: 30 days.</summary>
    public TimeSpan InitialPasswords { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How often it is looked for what is too old. Default: 1 hour.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Most rows of one transaction of the upkeep. Default: 5000.</summary>
    public int BatchSize { get; init; } = 5000;
}
