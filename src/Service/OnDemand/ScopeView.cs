namespace Sutler.Service.OnDemand;

/// <summary>Whether an object is in scope, check by check.</summary>
internal sealed record ScopeView
{
    /// <summary>Neither deleted nor disabled in the directory.</summary>
    public required bool Active { get; init; }

    /// <summary>Assigned to the application, or assignment does not count.</summary>
    public required bool Assigned { get; init; }

    /// <summary>Let through by the scoping filters.</summary>
    public required bool Included { get; init; }

    public IReadOnlyList<ScopeCheck> Checks { get; init; } = [];
}
