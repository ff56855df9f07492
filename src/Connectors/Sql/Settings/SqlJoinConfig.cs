namespace Sutler.Connectors.Sql.Settings;

/// <summary>A column of the parent and the column of the child that equals it.</summary>
internal sealed record SqlJoinConfig(string Parent, string Child);
