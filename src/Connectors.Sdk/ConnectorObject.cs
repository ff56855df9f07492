namespace Sutler.Connectors.Sdk;

/// <summary>
/// One object as it stands in the target. Attribute values are <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/>,
/// <see cref="bool"/>, <see cref="DateTimeOffset"/> (UTC), <see cref="byte"/> arrays, <see cref="ObjectReference"/>; a list of those
/// (<see cref="IReadOnlyList{T}"/> of object) for a multi-valued attribute; a dictionary (<see cref="IReadOnlyDictionary{TKey, TValue}"/>
/// of string and object) for a complex one. An attribute without a value is absent, never null.
/// </summary>
/// <param name="ObjectType">Name of its type in the schema.</param>
/// <param name="Anchor">Its identity.</param>
/// <param name="Attributes">Its values by attribute name, anchor attributes included; names compare without regard to case.</param>
public sealed record ConnectorObject(string ObjectType, Anchor Anchor, IReadOnlyDictionary<string, object> Attributes);
