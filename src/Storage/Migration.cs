namespace Sutler.Storage;

/// <summary>One step of a database schema. Steps are applied in order, each in a transaction of its own, and never edited once released.</summary>
/// <param name="Version">Position in the list, from 1, without gaps.</param>
/// <param name="Name">What the step does, in a few words.</param>
/// <param name="Sql">Statements, valid for SQLite 3.35 and later.</param>
public sealed record Migration(int Version, string Name, string Sql);
