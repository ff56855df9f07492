namespace Sutler.Service.Planning;

/// <summary>Whether a job provisions an object, and why it does not.</summary>
/// <param name="InScope">Assigned, where assignment counts, and let through by the scoping filters.</param>
/// <param name="Reason">Why not, as the end of "The user is …"; empty when in scope.</param>
internal sealed record ScopeState(bool InScope, string Reason)
{
    public static readonly ScopeState In = new(true, "");

    /// <summary>Assigned to the application, or assignment does not count (S/SCOPE-1).</summary>
    public bool Assigned { get; init; } = true;

    /// <summary>Dropped by an input filter: neither provisioned nor deprovisioned (S/SCOPE-16).</summary>
    public bool Dropped { get; init; }
}
