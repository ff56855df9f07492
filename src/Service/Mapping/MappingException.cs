namespace Sutler.Service.Mapping;

/// <summary>A mapping cannot be evaluated for an object; the message names the function, the argument and the remedy (S/EXPR-10).</summary>
#pragma warning disable RCS1194 // Without a message this exception would say nothing.
internal sealed class MappingException(string message) : Exception(message);
#pragma warning restore RCS1194
