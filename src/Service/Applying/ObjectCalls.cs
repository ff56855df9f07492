using Sutler.Scim.Client;
using Sutler.Scim.Filters;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;
using Sutler.Service.Targets;

namespace Sutler.Service.Applying;

/// <summary>A job's calls about objects of one type, in one lane.</summary>
internal sealed class ObjectCalls(JobContext job, ObjectSchema schema, CallLane lane)
{
    // What a group's members are is the memberships' part: a group of 100,000 is never read whole (S/SCIM-20, S/SCIM-21).
    private readonly ScimReadOptions _read = schema.SourceType == JobSchema.Group ? ScimReadOptions.WithoutMembers : default;

    /// <summary>Asks by each rule in turn and stops at the first that finds something (S/MATCH-2).</summary>
    public async Task<Lookup> FindAsync(IReadOnlyList<MatchQuery> queries, bool noCache, StopSignal stop)
    {
        foreach (var query in queries)
        {
            var result = await FindOneAsync(Filter(query), noCache, stop);
            if (!result.IsDone)
                return new Lookup([], result);
            if (result.Resources.Count > 0)
                return new Lookup(result.Resources, result);
        }

        return new Lookup([], null);
    }

    /// <summary>Reads an object by its id; none when it is gone.</summary>
    public async Task<Lookup> GetAsync(string targetId, bool noCache, StopSignal stop)
    {
        var result = await job.Target.CallAsync(token => job.Target.Client.GetAsync(schema.Endpoint, targetId, _read with { NoCache = noCache }, token), isRead: true, stop, lane);
        if (result is { IsDone: true, Resource: { } resource })
            return new Lookup([resource], result);
        return new Lookup([], result.Status == 404 ? null : result);
    }

    /// <summary>Whether an object has this value (S/EXPR-90).</summary>
    public Task<ScimResult> AskAsync(MatchValue value, StopSignal stop) => FindOneAsync(Filter(new MatchQuery([value])), noCache: false, stop);

    public Task<ScimResult> CreateAsync(ReadOnlyMemory<byte> resource, StopSignal stop) =>
        WriteAsync(token => job.Target.Client.CreateAsync(schema.Endpoint, resource, token), stop);

    public Task<ScimResult> PatchAsync(string targetId, ReadOnlyMemory<byte> body, StopSignal stop) =>
        WriteAsync(token => job.Target.Client.PatchAsync(schema.Endpoint, targetId, body, token), stop);

    public Task<ScimResult> DeleteAsync(string targetId, StopSignal stop) =>
        WriteAsync(token => job.Target.Client.DeleteAsync(schema.Endpoint, targetId, token), stop);

    /// <summary>Whatever is written is sent under the run's right to send, proved just before.</summary>
    private Task<ScimResult> WriteAsync(Func<CancellationToken, Task<ScimResult>> call, StopSignal stop) => job.Target.CallAsync(
        async token =>
        {
            await job.Lease.ProveAsync(token);
            return await call(token);
        },
        isRead: false,
        stop,
        lane);

    private Task<ScimResult> FindOneAsync(FilterExpression filter, bool noCache, StopSignal stop) =>
        job.Target.CallAsync(token => job.Target.Client.FindAsync(schema.Endpoint, filter, _read with { NoCache = noCache }, token), isRead: true, stop, lane);

    private static FilterExpression Filter(MatchQuery query) => query.Values
        .Select(value => MatchFilter.Of(value.Attribute, value.Value))
        .Aggregate((left, right) => new AndFilter(left, right));
}
