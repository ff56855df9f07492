namespace Sutler.Scim.Client;

/// <summary>
/// The form in which writes are sent (S/SCIM-37). Targets that were written against one client understand that client's form and often no
/// other, so the form is a value: one of the four known ones, or one of them with what a probe has found.
/// </summary>
public sealed record WireProfile
{
    /// <summary>Most members in one request where nothing else is known.</summary>
    public const int DefaultMembersPerRequest = 1000;

    private WireProfile(string name) => Name = name;

    /// <summary>Entra ID without flags: <c>Add</c>, text booleans, members removed by value, roles as JSON text (S/SCIM-28 … SCIM-36).</summary>
    public static WireProfile EntraLegacy { get; } = new("entra-legacy")
    {
        CapitalOperations = true,
        TextBooleans = true,
        RemovesMembersByValue = true,
        TextRoles = true,
        NamesAllSchemas = true,
    };

    /// <summary>Entra ID with <c>aadOptscim062020</c> (S/SCIM-30).</summary>
    public static WireProfile EntraFlagged { get; } = new("entra-flagged") { Replaces = ReplaceForm.DottedNames, NamesAllSchemas = true };

    /// <summary>RFC 7644 as it stands. The default of new jobs.</summary>
    public static WireProfile Rfc7644Strict { get; } = new("rfc7644-strict") { Replaces = ReplaceForm.Nested };

    /// <summary>The interoperability profile (draft-zollner): each operation has its path.</summary>
    public static WireProfile Interop { get; } = new("interop");

    /// <summary>The four known profiles.</summary>
    public static IReadOnlyList<WireProfile> All { get; } = [EntraLegacy, EntraFlagged, Rfc7644Strict, Interop];

    /// <summary>What the profile is called in settings and reports.</summary>
    public string Name { get; }

    /// <summary>Operations are written <c>Add</c>, <c>Replace</c>, <c>Remove</c> (S/SCIM-31).</summary>
    public bool CapitalOperations { get; init; }

    /// <summary>Booleans in PATCH requests are the texts <c>True</c> and <c>False</c> (S/SCIM-32, RULE-3).</summary>
    public bool TextBooleans { get; init; }

    /// <summary>How several replaced attributes are sent.</summary>
    public ReplaceForm Replaces { get; init; }

    /// <summary>Members are removed with a value array, not with a filter in the path (S/SCIM-35).</summary>
    public bool RemovesMembersByValue { get; init; }

    /// <summary>Roles in PATCH requests are JSON text (S/MAP-36a).</summary>
    public bool TextRoles { get; init; }

    /// <summary>New resources name schemas, <c>meta</c> and empty roles as Entra ID does, used or not (S/SCIM-28, S/SCIM-29b).</summary>
    public bool NamesAllSchemas { get; init; }

    /// <summary>
    /// A value for a filtered path on an empty attribute is added as a whole value, for targets that make none out of the filter. Default: false.
    /// </summary>
    public bool WholeValueAdds { get; init; }

    /// <summary>Most members added or removed in one request; 1 for targets that take only one (S/SCIM-24).</summary>
    public int MembersPerRequest { get; init; } = DefaultMembersPerRequest;

    /// <summary>The known profile of this name; null when there is none.</summary>
    public static WireProfile? Find(string? name)
    {
        foreach (var profile in All)
        {
            if (profile.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return profile;
        }
        return null;
    }
}
