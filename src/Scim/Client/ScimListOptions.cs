namespace Sutler.Scim.Client;

/// <summary>How a whole list is read, page by page.</summary>
public sealed record ScimListOptions
{
    /// <summary>Resources asked for at once. Default: 100.</summary>
    public const int DefaultPageSize = 100;

    /// <summary>Only resources that this filter finds; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>The only attributes wanted, separated by commas; null for all.</summary>
    public string? Attributes { get; init; }

    /// <summary>Attributes left out, separated by commas; null for none.</summary>
    public string? ExcludedAttributes { get; init; }

    /// <summary>Resources asked for at once.</summary>
    public int PageSize { get; init; } = DefaultPageSize;

    /// <summary>Whether the server pages by cursor (RFC 9865), as its ServiceProviderConfig says. Default: by index.</summary>
    public bool Cursor { get; init; }
}
