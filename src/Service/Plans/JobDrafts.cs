using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Storage;

namespace Sutler.Service.Plans;

/// <summary>Jobs as they would be with another schema, other settings, or other facts than there are.</summary>
internal sealed class JobDrafts(Database database)
{
    public static JobContext With(JobContext job, string? schema, IReadOnlyDictionary<string, string?>? settings) => job with
    {
        Schema = schema is null ? job.Schema : SchemaReader.Read(schema),
        Settings = settings is null ? job.Settings : job.Settings.With(settings),
    };

    public JobContext Assuming(JobContext job, Assumptions assumed) => job with { Batches = new BatchStore(database, job.JobId) { Assumed = assumed } };
}
