namespace Sutler.Scim.Client;

/// <summary>What a read asks for beside the resource itself.</summary>
public readonly record struct ScimReadOptions
{
    /// <summary>Whether the answer must come from the target itself, not from a cache on the way.</summary>
    public bool NoCache { get; init; }

    /// <summary>The only attributes wanted, separated by commas; null for all.</summary>
    public string? Attributes { get; init; }

    /// <summary>Attributes left out, separated by commas, such as <c>members</c> (S/SCIM-20); null for none.</summary>
    public string? ExcludedAttributes { get; init; }

    /// <summary>The read of a group without its members (S/SCIM-20, S/SCIM-21).</summary>
    public static ScimReadOptions WithoutMembers { get; } = new() { ExcludedAttributes = "members" };
}
