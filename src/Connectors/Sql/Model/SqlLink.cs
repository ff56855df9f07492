namespace Sutler.Connectors.Sql.Model;

/// <summary>A column of the parent's row and the child's column that equals it.</summary>
internal sealed record SqlLink(SqlAttribute Parent, SqlAttribute Child);
