namespace Sutler.Service.Jobs;

/// <summary>What moves a job from one state to another (S/JOB-13).</summary>
internal enum JobEvent
{
    Start,
    Pause,
    Restart,

    /// <summary>A cycle came to its end.</summary>
    CycleEnded,

    /// <summary>Too many failures, or a target that cannot be spoken to.</summary>
    Quarantined,

    /// <summary>The cause of the quarantine is gone.</summary>
    QuarantineLifted,

    /// <summary>The quarantine lasted longer than it may (S/JOB-11).</summary>
    QuarantineExpired,
}
