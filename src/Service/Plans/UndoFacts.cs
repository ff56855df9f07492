using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Plans;

/// <summary>Everything that decides how something done to an object is undone.</summary>
internal sealed record UndoFacts
{
    public required UndoHistory History { get; init; }

    public LinkState? Link { get; init; }

    /// <summary>References that the object waits for, which undoing leaves alone.</summary>
    public IReadOnlyList<PendingReference> Pending { get; init; } = [];

    public required ObjectSchema Schema { get; init; }
}
