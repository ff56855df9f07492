using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Service.Plans;

namespace Sutler.Service.OnDemand;

/// <summary>
/// Provisions on demand, or shows what that would do. Showing is done here and now and writes nothing, whatever the job does meanwhile; writing is the job's owner's, and is
/// waited for.
/// </summary>
internal sealed class OnDemandCommands(OnDemandStore requests, JobContexts contexts, JobDrafts drafts, OnDemandWaiting waiting)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookAnyway = TimeSpan.FromMilliseconds(500);

    /// <summary>What would be done; kept, so that it can be shown to others.</summary>
    public async Task<OnDemandRow> PreviewAsync(JobRow row, (IReadOnlyList<string> Ids, OnDemandRequest Request) asked, Initiator initiator, CancellationToken cancellationToken)
    {
        var progress = new JobProgress();
        var job = await contexts.MakeAsync(row, progress, cancellationToken) ?? throw ApiException.Conflict(progress.LastError ?? "The job cannot run.");
        var assumed = WhatIf.Of(asked.Request, job.Options.Time.GetUtcNow());
        var draft = drafts.Assuming(JobDrafts.With(job, asked.Request.SchemaDraft?.ToJsonString(), asked.Request.Settings), assumed);
        using var timer = new CancellationTokenSource(Limit, job.Options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            var results = await OnDemandRunner.RunAsync(draft, asked.Ids, (row.TemplateId, null), new StopSignal(either.Token, either.Token));
            var request = NewRow(row.Id, asked.Ids, initiator) with { State = OnDemandRow.Done, Answer = JsonSerializer.Serialize(results, OnDemandAnswer.Json) };
            await requests.PutAsync(request, cancellationToken);
            return request;
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ApiException(504, "targetTimeout", progress.WaitingFor == "agent"
                ? "No agent of the application's group is connected. Start one, then ask again."
                : $"The target did not answer within {Limit.TotalSeconds:0} seconds. See that it is reached, or ask for fewer objects.");
        }
    }

    /// <summary>Has the job's owner provision, and waits a while for it; the row is not done when that took too long.</summary>
    public async Task<OnDemandRow> WriteAsync(JobRow row, IReadOnlyList<string> ids, Initiator initiator, CancellationToken cancellationToken)
    {
        var request = NewRow(row.Id, ids, initiator);
        await requests.PutAsync(request, cancellationToken);
        waiting.Host.Wake(row.Id);
        var began = waiting.Time.GetTimestamp();
        while (true)
        {
            var next = waiting.Signal.Next;
            if (await requests.FindAsync(request.Id, cancellationToken) is not { State: OnDemandRow.Waiting } now)
                return await requests.FindAsync(request.Id, cancellationToken) ?? throw ApiException.NotFound("The request is gone.");
            if (waiting.Time.GetElapsedTime(began) >= Limit)
                return now;
            await Task.WhenAny(next, Task.Delay(LookAnyway, waiting.Time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public Task<OnDemandRow?> FindAsync(string id, CancellationToken cancellationToken) => requests.FindAsync(id, cancellationToken);

    /// <summary>The results of a request that is done.</summary>
    public static JsonArray Results(OnDemandRow row) => JsonNode.Parse(row.Answer!)!.AsArray();

    private OnDemandRow NewRow(string jobId, IReadOnlyList<string> ids, Initiator initiator) => new()
    {
        Id = Guid.NewGuid().ToString(),
        JobId = jobId,
        State = OnDemandRow.Waiting,
        Request = JsonSerializer.Serialize(ids),
        CreatedBy = JsonSerializer.Serialize(initiator, JsonSerializerOptions.Web),
        CreatedAt = requests.Now,
        ExpiresAt = requests.Expiry,
    };
}
