using Sutler.Service.Jobs;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>What the endpoints of uploads work with.</summary>
internal sealed class UploadServices(UploadStore store, UploadSignal signal, JobStore jobs)
{
    public UploadStore Store => store;

    public UploadSignal Signal => signal;

    public JobStore Jobs => jobs;
}
