using System.Text.Json;
using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.OnDemand;
using Sutler.Service.Planning;
using Sutler.Service.Plans;

namespace Sutler.Service.Explaining;

/// <summary>Gathers the facts of an object and a job: from the store, and for the whole truth from the target as well. Writes nothing.</summary>
internal sealed class ExplainReader(ExplainStore store, JobContexts contexts, JobDrafts drafts)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <param name="id">The object.</param>
    /// <param name="job">The job, and its application's name.</param>
    /// <param name="live">Whether to ask the target.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ExplainFacts> ReadAsync(string id, (JobRow Row, string Application) job, bool live, CancellationToken cancellationToken)
    {
        var facts = await store.ReadAsync(id, job, cancellationToken);
        var progress = new JobProgress();
        if (await contexts.MakeAsync(job.Row, progress, cancellationToken) is not { } context)
            return facts with { Fault = progress.LastError };
        if (live)
            return await LookAsync(facts, job.Row, context, cancellationToken);

        // Without asking the target: what the store and the mapping alone say of the scope.
        var batch = await drafts.Assuming(context, new Assumptions()).Batches.LoadAsync([id], context, cancellationToken);
        return batch is [{ Source: { } source }] ? WithScope(facts, source, context.Schema) : facts;
    }

    private async Task<ExplainFacts> LookAsync(ExplainFacts facts, JobRow row, JobContext job, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(Limit, job.Options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            var context = drafts.Assuming(job, new Assumptions { Link = Assumptions.Unsettled });
            var batch = await new BatchPreparer(context).PrepareAsync(new WorkList.Page([facts.ObjectId], null), new StopSignal(either.Token, either.Token));
            if (batch.Items.Count == 0)
                return facts;

            var item = batch.Items[0];
            var known = !item.IsOpen && item.Failure is null;
            var scoped = item.Source is { } source ? WithScope(facts, source, job.Schema) : facts;
            return scoped with
            {
                Now = known ? item.Change : null,
                Fault = job.Target.Fault?.Message ?? item.Failure?.Message,
                Values = item.Source is null ? [] : Values(item, (row, item.Schema), known),
            };
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return facts with { Fault = $"The target did not answer within {Limit.TotalSeconds:0} seconds, so what it has is not known." };
        }
    }

    private static ExplainFacts WithScope(ExplainFacts facts, SourceObject source, JobSchema schema) => facts with
    {
        Scope = SourceView.Scope(source, schema.For(source.Type)),
        Source = facts.Source is null ? null : facts.Source with { Inactive = source.IsSoftDeleted, InactiveReason = source.IsSoftDeleted ? source.InactiveReason : "" },
    };

    private static IReadOnlyList<ValueFacts> Values(WorkItem item, (JobRow Row, ObjectSchema Schema) by, bool known)
    {
        var texts = MappingTexts.Read(by.Row.SchemaDocument, by.Schema.SourceType);
        JsonElement? target = known && item.Targets.Count == 1 ? item.Targets[0] : null;
        return [.. by.Schema.Values.Select(mapping => Value(mapping, item.Source!, (texts.GetValueOrDefault(mapping.TargetName) ?? mapping.TargetName, target)))];
    }

    private static ValueFacts Value(AttributeMapping mapping, SourceObject source, (string Text, JsonElement? Target) known)
    {
        var actual = known.Target is { } target ? TargetValue.Read(target, mapping.Target) : null;
        var facts = new ValueFacts
        {
            Attribute = mapping.TargetName,
            Source = known.Text,
            Inputs = MappingTexts.Inputs(known.Text).ToDictionary(name => name, name => Shown(source.Value(name)), StringComparer.Ordinal),
            Actual = Shown(actual),
            IsKnown = known.Target is not null,
            AddOnly = mapping.FlowType is FlowType.ObjectAddOnly,
        };
        try
        {
            var mapped = mapping.Source.Map(source.Value);
            if (mapped.IsRedacted || Redaction.Hides(mapping))
                return facts with { Inputs = new Dictionary<string, string?>(StringComparer.Ordinal), Expected = Redaction.Shown, Actual = null, IsKnown = false };
            var expected = TargetValue.Coerce(mapping, mapped.Value);
            return facts with { Expected = Shown(expected), Same = known.Target is not null && TargetValue.Same(mapping, actual, expected) };
        }
        catch (MappingException e)
        {
            return facts with { Error = e.Message };
        }
    }

    private static string? Shown(object? value) => value is null ? null : TargetValue.Text(value);
}
