using Sutler.Scim.Client;
using Sutler.Service.Applications;
using Sutler.Service.Jobs;

namespace Sutler.Service.Targets;

/// <summary>Which form a job's writes take: the one pinned in its settings, else what a probe found, else what the address asks for, else the RFC's (S/SCIM-37). Pure.</summary>
internal static class WireProfileChoice
{
    public static WireProfile Of(JobSettings settings, ApplicationSecrets secrets, TargetReport? report)
    {
        var found = report?.IsOf(secrets.BaseAddress) == true ? report : null;
        var profile = WireProfile.Find(settings.WireProfile)
            ?? found?.ToWireProfile()
            ?? (new TargetSecrets(secrets).IsFlagged ? WireProfile.EntraFlagged : WireProfile.Rfc7644Strict);
        // What the target cannot take it cannot take, whoever pinned the form.
        var most = Math.Min(settings.MembersPerRequest, found?.MembersPerRequest ?? WireProfile.DefaultMembersPerRequest);
        return profile with { MembersPerRequest = Math.Min(profile.MembersPerRequest, most) };
    }
}
