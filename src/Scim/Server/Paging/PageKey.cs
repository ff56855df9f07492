namespace Sutler.Scim.Server.Paging;

/// <summary>Where a resource stands in a list: by the value it is sorted by, then by its id. Made by <see cref="ResourceSorter"/>, or of an id alone.</summary>
public readonly record struct PageKey
{
    /// <summary>The place in a list in the order of ids.</summary>
    public PageKey(string id)
        : this(id, default)
    {
    }

    internal PageKey(string id, SortKey sort)
    {
        Id = id;
        Sort = sort;
    }

    /// <summary>The resource's id.</summary>
    public string Id { get; }

    internal SortKey Sort { get; }
}
