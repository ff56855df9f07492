using Sutler.Service.Jobs;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>How far a batch has brought a job.</summary>
/// <param name="Cycle">The cycle, with what it has done; ended when nothing waits any more.</param>
/// <param name="Count">Records of the batch.</param>
internal sealed record UploadRun(CycleRecord? Cycle, int Count);
