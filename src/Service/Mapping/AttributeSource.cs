namespace Sutler.Service.Mapping;

/// <summary>Takes the value of a source attribute as it stands.</summary>
internal sealed record AttributeSource(string Name) : IMappingSource
{
    public MappedValue Map(Func<string, object?> read) => new(read(Name));
}
