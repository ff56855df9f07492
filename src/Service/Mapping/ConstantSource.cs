using Sutler.Service.Planning;

namespace Sutler.Service.Mapping;

/// <summary>The same value for every object.</summary>
internal sealed record ConstantSource(string Value) : IMappingSource
{
    public object? Evaluate(SourceObject source) => Value;
}
