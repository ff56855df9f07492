namespace Sutler.Service.Logs;

/// <summary>The application of a job, as the log shows it.</summary>
internal sealed record LogApplication
{
    public string JobId { get; init; } = "";

    public string ApplicationId { get; init; } = "";

    public string DisplayName { get; init; } = "";
}
