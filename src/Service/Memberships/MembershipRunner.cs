using System.Diagnostics;
using System.Globalization;
using Sutler.Scim.Client;
using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;
using Sutler.Service.Targets;
using Sutler.Storage;

namespace Sutler.Service.Memberships;

/// <summary>
/// The last step of a cycle: brings the members of groups to the target as differences, groups side by side, one request at a time in each.
/// Putting a member into a group twice puts them there once, and so does taking out: a request whose answer is lost is sent again.
/// </summary>
internal sealed class MembershipRunner(JobContext job, Database database)
{
    private readonly AttributeMapping? _mapping = job.Schema.For(JobSchema.Group) is { Enabled: true } schema
        ? schema.References.FirstOrDefault(mapping => mapping.MultiValued && mapping.Target.Attribute.Attribute.Equals("members", StringComparison.OrdinalIgnoreCase))
        : null;

    /// <summary>False when the run must end here.</summary>
    public async Task<bool> RunAsync(MembershipRange range, CycleState state, StopSignal stop)
    {
        if (_mapping is null || !job.Schema.For(JobSchema.Group).Actions.Update)
            return true;
        job.Progress.Enter(JobPhase.Memberships, 0);
        var store = new MembershipStore(database, job, MemberTypes(_mapping));

        // What goes, goes first: a target that limits a group's size has room then.
        return await RunAsync((store, range, state), adds: false, stop)
            && (_mapping.FlowType is FlowType.ObjectAddOnly || await RunAsync((store, range, state), adds: true, stop));
    }

    private async Task<bool> RunAsync((MembershipStore Store, MembershipRange Range, CycleState State) work, bool adds, StopSignal stop)
    {
        if (!adds && _mapping!.FlowType is FlowType.MultiValueAddOnly)
            return true;
        var after = (Adds: adds, Group: "", Member: "");
        while (!stop.Stopping.IsCancellationRequested)
        {
            var page = await work.Store.DifferencesAsync(work.Range, after, stop.Stopping);
            if (page.Count == 0)
                return true;

            var result = new MembershipResult();
            await Task.WhenAll(page.GroupBy(change => change.GroupId, StringComparer.Ordinal).Select(group => SendAsync([.. group], result, stop)));
            job.Options.Step("memberships sent");
            await work.State.SettleAsync(Count(result), cycle => work.Store.SettleAsync(result, cycle));
            job.Options.Step("memberships settled");
            if (result.IsOpen || job.Target.Fault is not null)
                return false;
            after = (adds, page[^1].GroupId, page[^1].MemberId);
        }

        return false;
    }

    private async Task SendAsync(IReadOnlyList<MemberChange> changes, MembershipResult result, StopSignal stop)
    {
        try
        {
            foreach (var chunk in changes.Chunk(Math.Min(job.Settings.MembersPerRequest, job.Profile.MembersPerRequest)))
            {
                if (!await SendChunkAsync(chunk, result, stop))
                    return;
            }
        }
        catch (OperationCanceledException) when (stop.Stopping.IsCancellationRequested)
        {
            result.Open();
        }
    }

    /// <summary>Sends one request; when the target refuses it, halves of it, so that one bad member does not keep the others out.</summary>
    private async Task<bool> SendChunkAsync(MemberChange[] chunk, MembershipResult result, StopSignal stop)
    {
        var row = Row(chunk);
        using var activity = new Activity("sutler.memberships").SetIdFormat(ActivityIdFormat.W3C).Start();
        row.TraceId = activity.TraceId.ToString();
        var answer = await PatchAsync(chunk, stop);
        if (answer.IsDone)
        {
            result.Took(chunk, row);
            return true;
        }

        if (job.Target.Fault is not null)
        {
            result.Open();
            return false;
        }

        if (answer.Outcome is ScimOutcome.Refused && answer.Status is >= 400 and < 500 and not (401 or 403 or 404 or 408 or 429) && chunk.Length > 1)
        {
            var half = chunk.Length / 2;
            return await SendChunkAsync([.. chunk.Take(half)], result, stop) & await SendChunkAsync([.. chunk.Skip(half)], result, stop);
        }

        row.Failure = Failures.Of(answer);
        result.Refused(chunk[0].GroupId, row);
        return true;
    }

    private async Task<ScimResult> PatchAsync(MemberChange[] chunk, StopSignal stop)
    {
        string[] ids = [.. chunk.Select(change => change.TargetMemberId)];
        var body = MembershipWriter.Write(chunk[0].Adds ? ids : [], chunk[0].Adds ? [] : ids, job.Profile with { MembersPerRequest = ids.Length }).First();
        var calls = new ObjectCalls(job, job.Schema.For(JobSchema.Group), CallLane.Normal);
        for (var attempt = 1; ; attempt++)
        {
            var answer = await calls.PatchAsync(chunk[0].TargetGroupId, body, stop);
            var again = answer.Outcome is ScimOutcome.MayHaveRun || answer.Status >= 500;
            if (answer.IsDone || job.Target.Fault is not null || !again || attempt >= job.Options.Attempts)
                return answer;
            await job.Target.BackOffAsync(attempt, stop.Stopping);
        }
    }

    private WorkItem Row(MemberChange[] chunk)
    {
        var first = chunk[0];
        var names = string.Create(CultureInfo.InvariantCulture, $"{(chunk.Length == 1 ? first.TargetMemberId : $"{chunk.Length} members, {first.TargetMemberId} …")}");
        return new WorkItem
        {
            SourceId = first.GroupId,
            Schema = job.Schema.For(JobSchema.Group),
            TargetId = first.TargetGroupId,
            Change = new Change
            {
                SourceId = first.GroupId,
                ObjectType = JobSchema.Group,
                SourceVersion = 0,
                DisplayName = first.GroupName ?? "",
                Situation = Situation.Linked,
                Action = ChangeAction.Update,
                TargetId = first.TargetGroupId,
                Attributes = [new AttributeChange(_mapping!, first.Adds ? null : names, first.Adds ? names : null)],
                Reason = first.Adds ? Reasons.MembersAdded : Reasons.MembersRemoved,
                Active = true,
            },
        };
    }

    private static JobCounters Count(MembershipResult result) => new()
    {
        MembersAdded = result.Done.Count(change => change.Adds),
        MembersRemoved = result.Done.Count(change => !change.Adds),
        Failed = result.Failed.Count,
    };

    private static string MemberTypes(AttributeMapping mapping) =>
        mapping.ReferencedTypes.Contains(JobSchema.Group, StringComparer.OrdinalIgnoreCase) ? "'User', 'Group'" : "'User'";
}
