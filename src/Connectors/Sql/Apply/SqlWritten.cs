using Sutler.Connectors.Sql.Read;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>A row that was written or read back, and what its columns hold; nothing of those where the type has no child tables.</summary>
internal sealed record SqlWritten(SqlRecord Record, object[] Raw);
