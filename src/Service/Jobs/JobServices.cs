using Sutler.Service.Applications;

namespace Sutler.Service.Jobs;

/// <summary>What the endpoints of jobs need.</summary>
/// <param name="Control">What operators do to jobs.</param>
/// <param name="Status">How jobs are shown.</param>
/// <param name="Applications">Whose they are.</param>
/// <param name="Schemas">What a new job does.</param>
/// <param name="Host">Where jobs run.</param>
internal readonly record struct JobServices(JobControl Control, JobStatusReader Status, ApplicationStore Applications, Schemas.SchemaStore Schemas, JobHost Host);
