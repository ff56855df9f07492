namespace Sutler.Service.Directory.Filters;

/// <summary>An attribute as a filter names it, and where, for messages.</summary>
/// <param name="Name">The name; within a test of values, the variable's own.</param>
/// <param name="Position">The character where it stands, from 1; takes no part in equality.</param>
internal sealed record FilterPath(string Name, int Position)
{
    public bool Equals(FilterPath? other) => other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    public override string ToString() => Name;
}
