using Sutler.Service.Planning;

namespace Sutler.Service.Mapping;

/// <summary>Where a mapping takes its value from: an attribute, a constant, or an expression over attributes (S/MAP-1).</summary>
internal interface IMappingSource
{
    /// <summary>The value for an object whose attributes <paramref name="read"/> gives. Pure.</summary>
    /// <exception cref="MappingException">The expression cannot be evaluated for this object.</exception>
    MappedValue Map(Func<string, object?> read);

    /// <summary>The value for a user; null when there is none.</summary>
    object? Evaluate(SourceObject source) => Map(source.Value).Value;
}
