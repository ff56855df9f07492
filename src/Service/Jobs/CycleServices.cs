using Sutler.Storage;

namespace Sutler.Service.Jobs;

/// <summary>What a cycle works with besides its job.</summary>
/// <param name="Database">The main store.</param>
/// <param name="Jobs">The jobs' rows.</param>
/// <param name="Errands">What operators ask for.</param>
/// <param name="Pulse">Tells the run that something may have changed.</param>
internal sealed record CycleServices(Database Database, JobStore Jobs, IReadOnlyList<IJobErrand> Errands, JobPulse Pulse);
