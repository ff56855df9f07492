using System.Text.Json;
using Sutler.Scim.Client;

namespace Sutler.Service.Applying;

/// <summary>What the target has, or why it could not be asked.</summary>
/// <param name="Targets">The objects found.</param>
/// <param name="Result">The last answer; a failed one means that nothing is known. Null when all answers were empty.</param>
internal sealed record Lookup(IReadOnlyList<JsonElement> Targets, ScimResult? Result)
{
    public bool IsKnown => Result is null or { IsDone: true };
}
