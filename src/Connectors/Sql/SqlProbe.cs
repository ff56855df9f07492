namespace Sutler.Connectors.Sql;

/// <summary>A statement that touches no row and shows whether a right is there.</summary>
internal sealed record SqlProbe(string Table, string Right, string Text);
