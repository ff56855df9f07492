using System.Collections.Concurrent;
using Sutler.Service.Applications;
using Sutler.Service.Jobs;
using Sutler.Service.Maintenance;

namespace Sutler.Service.Applying;

/// <summary>
/// The endpoints that jobs call, by agent group and address: jobs of one endpoint share its gate, so that several runs and lanes keep one
/// limit together and a new run goes on with the limit that the last one had found (S/PERF-9).
/// </summary>
internal sealed class TargetEndpoints(JobStore jobs, EngineOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<string, TargetEndpoint> _endpoints = new(StringComparer.Ordinal);

    public EngineOptions Options => options;

    /// <summary>What governs a run of the job that begins now.</summary>
    public TargetRules RulesOf(JobRow row, JobSettings settings, (ApplicationRow Application, ApplicationSecrets Secrets) owner)
    {
        var key = $"{owner.Application.AgentGroup}|{owner.Secrets.BaseAddress}";
        foreach (var other in _endpoints.Where(pair => pair.Key != key))
            other.Value.Gate.Unlimit(row.Id);
        var endpoint = _endpoints.GetOrAdd(key, _ => new TargetEndpoint(options.Time));
        endpoint.Gate.Limit(row.Id, new GateLimits(settings.RequestsPerSecond, settings.MostInFlight ?? ConcurrencyLimit.Most));
        endpoint.Credit.Under(owner.Secrets.Fingerprint);
        var schedule = settings.MaintenanceWindows is { } windows ? MaintenanceParser.Parse(windows) : MaintenanceSchedule.None;
        return new TargetRules(endpoint, new MaintenanceGate(schedule, options.Time, token => RequireSameAsync(row, token)));
    }

    public void Dispose()
    {
        foreach (var endpoint in _endpoints.Values)
            endpoint.Dispose();
    }

    /// <summary>After hours of waiting a run must not send what was paused, taken over or set otherwise meanwhile.</summary>
    private async Task RequireSameAsync(JobRow row, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(row.Id, cancellationToken) is not { } now || now.Epoch != row.Epoch || now.Settings != row.Settings)
            throw new JobTakenException();
    }
}
