using Microsoft.Extensions.Logging;

namespace Sutler.Cli.Dev;

/// <summary>What <c>sutler dev</c> was asked to do.</summary>
internal sealed record DevOptions
{
    public const int DefaultPort = 8080;
    public const int DefaultHostPort = 8585;
    public const string DefaultData = "data";

    public required string Data { get; init; }

    public int Port { get; init; } = DefaultPort;

    public int HostPort { get; init; } = DefaultHostPort;

    /// <summary>CSV file with the directory's users. Default: the sample that ships.</summary>
    public string? Users { get; init; }

    /// <summary>Stop after the first cycle has settled. Default: false.</summary>
    public bool Once { get; init; }

    /// <summary>Let a run go on that would disable many. Default: false.</summary>
    public bool AcceptRemovals { get; init; }

    /// <summary>How much the roles log to standard error. Default: errors.</summary>
    public LogLevel Log { get; init; } = LogLevel.Error;
}
