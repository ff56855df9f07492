namespace Sutler.Service.Applying;

/// <summary>What a job's settings ask of the gate of its endpoint.</summary>
/// <param name="RequestsPerSecond">Most calls a second; 0 for no limit.</param>
/// <param name="MostInFlight">Most calls at once.</param>
internal sealed record GateLimits(int RequestsPerSecond, int MostInFlight)
{
    public static readonly GateLimits None = new(0, ConcurrencyLimit.Most);
}
