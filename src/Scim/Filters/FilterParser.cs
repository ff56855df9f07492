namespace Sutler.Scim.Filters;

/// <summary>Reads filters (RFC 7644 §3.4.2.2). What is wrong with one is said by an <c>invalidFilter</c> error with position and remedy.</summary>
public static class FilterParser
{
    /// <summary>Most characters in a filter.</summary>
    public const int MaxLength = 10_000;

    /// <summary>Most parentheses and brackets open at once.</summary>
    public const int MaxDepth = 50;

    /// <summary>Reads a filter.</summary>
    /// <exception cref="Errors.ScimException">The filter is wrong or over a limit.</exception>
    public static FilterExpression Parse(string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Parse(filter.AsSpan());
    }

    /// <summary>Reads a filter.</summary>
    /// <exception cref="Errors.ScimException">The filter is wrong or over a limit.</exception>
    public static FilterExpression Parse(ReadOnlySpan<char> filter)
    {
        var reader = new FilterReader(filter, 0);
        return reader.ReadToEnd();
    }
}
