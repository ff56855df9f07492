using Sutler.Service.Guards;
using Sutler.Service.Jobs;

namespace Sutler.Service.Applying;

/// <summary>What the priority lane of a run works with.</summary>
/// <param name="Pulse">Tells that something may have changed.</param>
/// <param name="Errands">What operators ask for.</param>
/// <param name="MayRemoveAsync">Whether these may be taken out of use now; the guard's word.</param>
internal sealed record LaneWork(JobPulse Pulse, IReadOnlyList<IJobErrand> Errands, Func<IReadOnlyList<Leaver>, Task<bool>> MayRemoveAsync);
