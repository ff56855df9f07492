namespace Sutler.Service.Mapping;

/// <summary>The same value for every object.</summary>
internal sealed record ConstantSource(string Value) : IMappingSource
{
    public MappedValue Map(Func<string, object?> read) => new(Value);
}
