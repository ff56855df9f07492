using System.Globalization;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;

namespace Sutler.Service.Guards;

/// <summary>Says what is held, why, and both ways out. Pure.</summary>
/// <param name="Objects">The limit on objects.</param>
/// <param name="Members">The limit on memberships.</param>
internal sealed record RemovalExplanation(RemovalGuard Objects, RemovalGuard Members)
{
    private const string Remedy = "Look at who they are: sutler job held. If the source is wrong, correct it: they are forgotten by themselves. If it is right, release them: "
        + "sutler job release, or restart the job with resetScope ForceDeletes (sutler dev: --accept-removals).";

    public static RemovalExplanation Of(JobSettings settings, EngineOptions options) => new(RemovalGuard.OfObjects(settings, options), RemovalGuard.OfMembers(settings, options));

    /// <summary>The record without its place and its samples, which the store has.</summary>
    public HeldRecord Record((int Objects, int Members) held, (string Began, int Total) hold)
    {
        var parts = new List<string>();
        if (held.Objects > 0)
            parts.Add(Sentence("disable or delete", "linked objects", (held.Objects, hold.Total), Objects));
        if (held.Members > 0)
            parts.Add(Sentence("take out of their groups", "members", (held.Members, hold.Total), Members));
        return new HeldRecord
        {
            Removals = held.Objects + held.Members,
            Linked = hold.Total,
            FeedPosition = 0,
            Samples = [],
            Since = DateTimeOffset.TryParseExact(hold.Began, EscrowStore.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since) ? since : default,
            Message = string.Join(' ', parts),
            Remedy = Remedy,
        };
    }

    private static string Sentence(string does, string what, (int Removals, int Total) count, RemovalGuard guard) => string.Create(
        CultureInfo.InvariantCulture,
        $"The job would {does} {count.Removals} of {count.Total} {what}; more than {guard.Count} and more than {guard.Share * 100:0.#} % are held until they are released. Everything else goes on.");
}
