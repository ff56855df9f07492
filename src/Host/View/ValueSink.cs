namespace Sutler.Host.View;

/// <summary>Takes the connector's values that are read out of a resource.</summary>
/// <param name="Before">The values that the object has so far; null when it is new.</param>
/// <param name="Take">Takes the value of an attribute; null when it has none.</param>
internal sealed record ValueSink(IReadOnlyDictionary<string, object>? Before, Action<string, object?> Take);
