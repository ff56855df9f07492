using Sutler.Service.Planning;

namespace Sutler.Service.Mapping;

/// <summary>Takes the value of a source attribute as it stands.</summary>
internal sealed record AttributeSource(string Name) : IMappingSource
{
    public object? Evaluate(SourceObject source) => source.Value(Name);
}
