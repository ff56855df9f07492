using Sutler.Service.Guards;
using Sutler.Service.Jobs;

namespace Sutler.Service.Applying;

/// <summary>What the priority lane of a run works with.</summary>
/// <param name="Pulse">Tells that something may have changed.</param>
/// <param name="Errands">What operators ask for.</param>
/// <param name="Guarded">Ends when the cycle has asked the guard about everybody that leaves with it; nobody is removed before.</param>
/// <param name="GuardAsync">Asks the guard about some more.</param>
internal sealed record LaneWork(JobPulse Pulse, IReadOnlyList<IJobErrand> Errands, Task Guarded, Func<IReadOnlyList<Leaver>, CancellationToken, Task> GuardAsync);
