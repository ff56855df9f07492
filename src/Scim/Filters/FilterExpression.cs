namespace Sutler.Scim.Filters;

/// <summary>A parsed filter (RFC 7644 §3.4.2.2): one of the records that derive from this one.</summary>
public abstract record FilterExpression
{
    private protected FilterExpression()
    {
    }

    /// <summary>The filter as it is written on the wire, with no more parentheses than it needs.</summary>
    public sealed override string ToString() => FilterPrinter.Print(this);
}
