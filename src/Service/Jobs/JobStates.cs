namespace Sutler.Service.Jobs;

/// <summary>
/// The states of a job and every way from one to another (S/JOB-13); what is not in the table stays as it is. Pure.
/// </summary>
internal static class JobStates
{
    public const string Quarantine = "Quarantine";

    /// <summary>After four weeks in quarantine: only an operator starts it again.</summary>
    public const string Disabled = "Disabled";

    /// <summary>A job that has been through a first cycle goes on as <see cref="JobCode.Active"/>, any other as <see cref="JobCode.NotRun"/>.</summary>
    private const string Running = "*";

    private static readonly Dictionary<(string, JobEvent), string> Table = new()
    {
        [(JobCode.NotConfigured, JobEvent.Start)] = Running,
        [(JobCode.NotConfigured, JobEvent.Restart)] = Running,
        [(JobCode.NotRun, JobEvent.Pause)] = JobCode.Paused,
        [(JobCode.NotRun, JobEvent.CycleEnded)] = JobCode.Active,
        [(JobCode.NotRun, JobEvent.Quarantined)] = Quarantine,
        [(JobCode.Active, JobEvent.Pause)] = JobCode.Paused,
        [(JobCode.Active, JobEvent.Quarantined)] = Quarantine,
        [(JobCode.Paused, JobEvent.Start)] = Running,
        [(JobCode.Paused, JobEvent.Restart)] = Running,
        [(Quarantine, JobEvent.Start)] = Running,
        [(Quarantine, JobEvent.Restart)] = Running,
        [(Quarantine, JobEvent.Pause)] = JobCode.Paused,
        [(Quarantine, JobEvent.QuarantineLifted)] = Running,
        [(Quarantine, JobEvent.QuarantineExpired)] = Disabled,
        [(Disabled, JobEvent.Start)] = Running,
        [(Disabled, JobEvent.Restart)] = Running,
    };

    public static readonly IReadOnlyList<string> All = [JobCode.NotConfigured, JobCode.NotRun, JobCode.Active, JobCode.Paused, Quarantine, Disabled];

    /// <summary>The state after an event.</summary>
    /// <param name="code">The state before it.</param>
    /// <param name="happened">The event.</param>
    /// <param name="hasRun">Whether the job has been through a first cycle.</param>
    public static string Next(string code, JobEvent happened, bool hasRun)
    {
        var next = Table.GetValueOrDefault((code, happened), code);
        return next != Running ? next : hasRun ? JobCode.Active : JobCode.NotRun;
    }

    /// <summary>Graph's code: a job disabled by its quarantine shows that it was quarantined, and in its schedule that it is disabled.</summary>
    public static string Shown(string code) => code == Disabled ? Quarantine : code;

    /// <summary>State of the schedule (S/JOB-1).</summary>
    public static string Schedule(string code) => code switch
    {
        JobCode.NotConfigured or Disabled => "Disabled",
        JobCode.Paused => "Paused",
        _ => "Active",
    };
}
