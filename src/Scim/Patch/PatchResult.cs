using System.Text.Json.Nodes;

namespace Sutler.Scim.Patch;

/// <summary>What became of a resource.</summary>
/// <param name="Resource">The resource afterwards: a copy, also where nothing changed.</param>
/// <param name="Changed">Whether it differs from what it was.</param>
public sealed record PatchResult(JsonObject Resource, bool Changed);
