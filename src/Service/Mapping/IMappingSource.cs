using Sutler.Service.Planning;

namespace Sutler.Service.Mapping;

/// <summary>Where a mapping takes its value from: an attribute, a constant, or an expression over attributes (S/MAP-1).</summary>
internal interface IMappingSource
{
    /// <summary>The value for an object; null when there is none. Pure.</summary>
    /// <exception cref="MappingException">The expression cannot be evaluated for this object.</exception>
    object? Evaluate(SourceObject source);
}
