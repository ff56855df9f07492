namespace Sutler.Scim.Client;

/// <summary>How several replaced attributes stand in one PATCH request (S/SCIM-34).</summary>
public enum ReplaceForm
{
    /// <summary>One operation an attribute, each with its path.</summary>
    EachWithPath,

    /// <summary>One operation without a path, whose value has dotted names and full URNs as keys.</summary>
    DottedNames,

    /// <summary>One operation without a path, whose value is a piece of the resource as RFC 7644 §3.5.2.3 has it.</summary>
    Nested,
}
