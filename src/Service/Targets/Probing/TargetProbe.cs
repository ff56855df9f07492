using Sutler.Scim.Client;
using Sutler.Service.Api;
using Sutler.Service.Applications;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Tunnel.Relay;

namespace Sutler.Service.Targets.Probing;

/// <summary>Probes the target of an application and writes its report card (S/SCIM-42, S/CORE-6).</summary>
internal sealed class TargetProbe(ApplicationStore applications, JobStore jobs, TargetClients clients, IRelay relay, TimeProvider time)
{
    private const int FewInFlight = 2;
    private const int InFlight = 8;
    private const int ManyInFlight = 16;
    private const int MostPage = 200;
    private const double Quick = 100;

    /// <summary>Probes, and keeps the report for the jobs of the application.</summary>
    public async Task<TargetReport> RunAsync(string applicationId, bool writeTest, CancellationToken cancellationToken)
    {
        var target = await TargetAsync(applicationId, writeTest, cancellationToken);
        var report = await RunAsync(target, cancellationToken);
        await clients.Reports.KeepAsync(applicationId, report, cancellationToken);
        return report;
    }

    private async Task<ProbeTarget> TargetAsync(string applicationId, bool writeTest, CancellationToken cancellationToken)
    {
        var application = await applications.FindAsync(applicationId, cancellationToken) ?? throw ApiException.NotFound($"No service principal has the id '{applicationId}'.");
        var secrets = await applications.SecretsAsync(applicationId, cancellationToken);
        if (secrets.Missing is { } missing)
            throw ApiException.BadRequest(missing);
        var known = await jobs.ListAsync(applicationId, cancellationToken);
        var job = known.Count > 0 ? known[0] : null;
        return new ProbeTarget
        {
            Application = application,
            Secrets = secrets,
            Client = clients.Client(application, secrets),
            Users = job is null ? null : SchemaReader.Read(job.SchemaDocument).For(JobSchema.User),
            WriteTest = writeTest,
        };
    }

    private async Task<TargetReport> RunAsync(ProbeTarget target, CancellationToken cancellationToken)
    {
        var run = new ProbeRun(time);
        var secrets = new TargetSecrets(target.Secrets);
        TlsFacts? tls = null;
        if (target.Application.AgentGroup is { } group)
            Agents(run, group);
        else
            tls = await new ConnectionProbe(clients.Options, time).RunAsync(run, secrets, cancellationToken);

        var reads = new ReadProbe(target, run);
        if (!run.Steps.Any(step => step.Outcome is ProbeStep.Failed))
            await reads.RunAsync(cancellationToken);
        var writes = new WriteProbe(target, run, time);
        if (target.WriteTest && reads.CanSearch)
            await writes.RunAsync(reads.Capabilities, cancellationToken);
        return Report(run, (target, secrets), reads, writes) with { Tls = tls };
    }

    private void Agents(ProbeRun run, string group)
    {
        var connected = relay.Connected.Count(agent => string.Equals(agent.Group, group, StringComparison.OrdinalIgnoreCase));
        run.Add(connected > 0
            ? new ProbeStep("agents", ProbeStep.Passed, 0, $"{connected} of the group {group} connected; name and TLS are theirs to check")
            : new ProbeStep("agents", ProbeStep.Failed, 0, $"No agent of the group {group} is connected. Start one, or give the application another group."));
    }

    private TargetReport Report(ProbeRun run, (ProbeTarget Target, TargetSecrets Secrets) of, ReadProbe reads, WriteProbe writes)
    {
        var profile = Choose(run, of.Secrets);
        var page = Math.Min(MostPage, Math.Min(reads.Capabilities?.MaxResults ?? ScimListOptions.DefaultPageSize, reads.Capabilities?.MaxPageSize ?? MostPage));
        var times = run.Steps.Where(step => step.Status > 0).Select(step => step.Milliseconds).Order().ToList();
        return new TargetReport
        {
            At = time.GetUtcNow(),
            BaseAddress = of.Secrets.BaseAddress!.GetLeftPart(UriPartial.Path),
            Usable = reads.CanSearch && !run.Has(Quirks.IgnoresFilter.Code) && !run.Has(Quirks.FilterFindsNothing.Code),
            WriteTested = writes.Ran,
            Profile = profile.Name,
            PageSize = Math.Max(1, page),
            Concurrency = run.IsThrottled ? FewInFlight : times.Count > 0 && times[times.Count / 2] < Quick ? ManyInFlight : InFlight,
            MembersPerRequest = run.Has(Quirks.TakesOneMember.Code) ? 1 : WireProfile.DefaultMembersPerRequest,
            PagesByCursor = reads.Capabilities?.Cursor ?? false,
            HonorsIfMatch = writes.HonorsIfMatch,
            NotFoundMeansEmpty = run.Has(Quirks.NotFoundForEmptySearch.Code),
            TextBooleans = run.Has(Quirks.RefusesBooleans.Code),
            RemovesMembersByValue = run.Has(Quirks.RefusesFilterRemoval.Code),
            WholeValueAdds = run.Has(Quirks.DropsFilteredAdditions.Code),
            Capabilities = reads.Capabilities,
            Steps = run.Steps,
            Quirks = run.Quirks,
        };
    }

    /// <summary>The plainest form that everything seen allows.</summary>
    private static WireProfile Choose(ProbeRun run, TargetSecrets secrets)
    {
        if (run.Has(Quirks.RefusesLowerCase.Code))
            return WireProfile.EntraLegacy;
        if (run.Has(Quirks.RefusesPathless.Code) || run.Has(Quirks.ReplacesWholeComplex.Code))
            return WireProfile.Interop;
        return secrets.IsFlagged ? WireProfile.EntraFlagged : WireProfile.Rfc7644Strict;
    }
}
