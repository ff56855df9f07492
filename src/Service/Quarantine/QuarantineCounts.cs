namespace Sutler.Service.Quarantine;

/// <summary>How a cycle went, as far as quarantine asks.</summary>
/// <param name="Attempted">Objects that were evaluated.</param>
/// <param name="Failures">Objects that failed: without references (S/QUAR-4), and without those that the target throttled (S/PERF-9).</param>
/// <param name="References">References that could not be set.</param>
internal sealed record QuarantineCounts(long Attempted, long Failures, long References);
