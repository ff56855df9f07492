namespace Sutler.Service.Jobs;

/// <summary>Status codes of a job (S/JOB-1).</summary>
internal static class JobCode
{
    public const string NotConfigured = "NotConfigured";
    public const string NotRun = "NotRun";
    public const string Active = "Active";
    public const string Paused = "Paused";

    /// <summary>Four weeks in quarantine (S/JOB-11); shown as Quarantine with a disabled schedule.</summary>
    public const string Disabled = "Disabled";

    public static bool Runs(string code) => code is NotRun or Active;
}
