namespace Sutler.Service.Planning;

/// <summary>What is to happen to an object's references.</summary>
internal sealed class ReferencePlan
{
    public List<AttributeChange> Changes { get; } = [];

    public List<PendingReference> Pending { get; } = [];

    public Dictionary<string, string> Settled { get; } = new(StringComparer.Ordinal);
}
