using System.Globalization;

namespace Sutler.Service.Guards;

/// <summary>
/// Stops a cycle that would take too many accounts out of use: more than a share of the linked users, and more than a number of them
/// (S/SAFE-3, S/SAFE-4). What the operator has accepted is not counted again. Pure.
/// </summary>
internal sealed record RemovalGuard(int Count, double Share)
{
    public bool Holds(int removals, int linked) => removals > Count && removals > linked * Share;

    public (string Message, string Remedy) Explain(int removals, int linked) => (
        string.Create(
            CultureInfo.InvariantCulture,
            $"This cycle would disable or delete {removals} of {linked} linked users; more than {Count} and more than {Share * 100:0.#} % are not sent without being accepted."),
        "Look at who they are. If the source is wrong, correct it: the cycle goes on by itself. If it is right, accept the removals: restart the job with resetScope ForceDeletes (sutler: --accept-removals).");
}
