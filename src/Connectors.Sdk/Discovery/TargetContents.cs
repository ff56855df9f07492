using System.Text.Json.Nodes;

namespace Sutler.Connectors.Sdk;

/// <summary>What a target holds that could become object types.</summary>
/// <param name="Tables">Its tables and views, or whatever stands for them, as far as the account can see them.</param>
/// <param name="ObjectTypes">A proposal for the settings' object types: those that have a key, with references between them.</param>
/// <param name="IsWhole">False when there are more than the connector lists.</param>
public sealed record TargetContents(IReadOnlyList<TargetTable> Tables, JsonArray ObjectTypes, bool IsWhole);
