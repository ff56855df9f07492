namespace Sutler.Connectors.Sql.Providers;

/// <summary>What a new session is set to.</summary>
/// <param name="ReadOnly">It can never write.</param>
/// <param name="CommandTimeout">Seconds that a statement, or a wait for a lock, may take.</param>
internal sealed record SessionOptions(bool ReadOnly, int CommandTimeout);
