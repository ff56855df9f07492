using System.Text.Json.Nodes;

namespace Sutler.Scim.Patch;

/// <summary>One operation of a PATCH request.</summary>
/// <param name="Verb">What to do.</param>
/// <param name="Path">Where; null for the resource itself.</param>
/// <param name="Value">With what; null when absent.</param>
public sealed record PatchOperation(PatchVerb Verb, PatchPath? Path, JsonNode? Value);
