namespace Sutler.Connectors.Sdk;

/// <summary>A table or view.</summary>
/// <param name="Name">Its name as the settings take it.</param>
/// <param name="IsView">Whether it is a view.</param>
/// <param name="Key">Columns of its primary key, in order; empty when there is none.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Links">Its foreign keys.</param>
public sealed record TargetTable(string Name, bool IsView, IReadOnlyList<string> Key, IReadOnlyList<AttributeSchema> Columns, IReadOnlyList<TargetLink> Links);
