namespace Sutler.Service.Jobs;

/// <summary>What a job is doing.</summary>
internal static class JobPhase
{
    public const string Idle = "idle";

    /// <summary>Finding out how calls ended whose answers were lost.</summary>
    public const string Settling = "settling";

    /// <summary>Taking accounts out of use.</summary>
    public const string Leavers = "leavers";

    /// <summary>Matching, creating and updating.</summary>
    public const string Provisioning = "provisioning";

    /// <summary>Setting references between objects.</summary>
    public const string References = "references";

    /// <summary>Bringing the members of groups.</summary>
    public const string Memberships = "memberships";
    public const string Held = "held";
}
