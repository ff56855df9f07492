using System.Globalization;
using Sutler.Service.Jobs;

namespace Sutler.Service.Guards;

/// <summary>
/// How many removals are too many: more than a share of what is there, and more than a number of them (S/SAFE-3). Pure.
/// </summary>
/// <param name="Count">Never held up to here.</param>
/// <param name="Share">Never held up to this share.</param>
internal sealed record RemovalGuard(int Count, double Share)
{
    /// <summary>The limit on objects: the job's, else the product's. The original's threshold is a number and no share (S/SAFE-2).</summary>
    public static RemovalGuard OfObjects(JobSettings settings, EngineOptions options)
    {
        var isOriginal = settings.RemovalCount is not null && !settings.Own.ContainsKey(JobSettings.Names.RemovalCount);
        return new RemovalGuard(settings.RemovalCount ?? options.GuardCount, settings.RemovalPercent / 100.0 ?? (isOriginal ? 0 : options.GuardShare));
    }

    /// <summary>The limit on memberships.</summary>
    public static RemovalGuard OfMembers(JobSettings settings, EngineOptions options) =>
        new(settings.MemberRemovalCount ?? options.MemberGuardCount, settings.MemberRemovalPercent / 100.0 ?? options.GuardShare);

    public bool Holds(int removals, int linked) => removals > Count && removals > linked * Share;

    public (string Message, string Remedy) Explain(int removals, int linked) => (
        string.Create(
            CultureInfo.InvariantCulture,
            $"This cycle would disable or delete {removals} of {linked} linked users; more than {Count} and more than {Share * 100:0.#} % are not sent without being accepted."),
        "Look at who they are. If the source is wrong, correct it: the cycle goes on by itself. If it is right, accept the removals: restart the job with resetScope ForceDeletes (sutler: --accept-removals), or release some: sutler job release.");
}
