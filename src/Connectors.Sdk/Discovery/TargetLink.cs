namespace Sutler.Connectors.Sdk;

/// <summary>A foreign key.</summary>
/// <param name="Columns">The columns that hold it.</param>
/// <param name="Table">The table it points to, by its name in the settings.</param>
/// <param name="Key">The columns there, in the same order.</param>
public sealed record TargetLink(IReadOnlyList<string> Columns, string Table, IReadOnlyList<string> Key);
