namespace Sutler.Service.Mapping;

/// <summary>No value of its own: the target's is left alone, and the default fills an empty one (S/MAP-1).</summary>
internal sealed record NoSource : IMappingSource
{
    public MappedValue Map(Func<string, object?> read) => MappedValue.None;
}
