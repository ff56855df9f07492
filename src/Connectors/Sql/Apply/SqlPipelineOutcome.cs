using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>What became of statements that were sent together: an answer to each, or the first that failed.</summary>
/// <param name="Results">The answers, when none failed.</param>
/// <param name="FailedAt">Place of the one that failed; -1 when it is not known which.</param>
/// <param name="Failure">Its failure; null when none failed.</param>
internal readonly record struct SqlPipelineOutcome(ChangeResult[] Results, int FailedAt, Exception? Failure);
