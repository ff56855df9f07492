using Sutler.Scim.Filters;

namespace Sutler.Scim.Server;

/// <summary>A query over the resources of a type (RFC 7644 §3.4.2).</summary>
public sealed record ListRequest : ReadRequest
{
    /// <summary>Which resources; null for all.</summary>
    public FilterExpression? Filter { get; init; }

    /// <summary>Position of the first result, from 1. Default: 1.</summary>
    public int StartIndex { get; init; } = 1;

    /// <summary>Most results in the answer, from 0; null for the endpoint's own limit.</summary>
    public int? Count { get; init; }

    /// <summary>Where to go on (RFC 9865): empty for the first page, else what an answer named; null where the client pages by index.</summary>
    public string? Cursor { get; init; }

    /// <summary>Attribute to sort by; null for no order.</summary>
    public AttributePath? SortBy { get; init; }

    /// <summary>Whether to sort from high to low. Default: false.</summary>
    public bool Descending { get; init; }
}
