using System.Data.Common;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>A dialect whose driver sends many statements before it waits for their answers.</summary>
internal interface ISqlPipeline
{
    /// <summary>
    /// Sends a savepoint (<see cref="SqlExecutor.Save"/>), the statements of the operations in order, and the savepoint's release; then reads the
    /// answers. After a failure nothing has been released.
    /// </summary>
    SqlPipelineOutcome Send(SqlSession session, DbTransaction transaction, ReadOnlySpan<SqlOperation> operations);
}
