using System.Globalization;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Applying;

/// <summary>
/// Chooses the first of several candidate values that no object at the target has, and that no object being made by this run was given
/// (S/EXPR-90, S/EXPR-91).
/// </summary>
internal sealed class UniqueValues(JobContext job, ObjectCalls calls)
{
    /// <exception cref="MappingException">All candidates are taken.</exception>
    public async Task ChooseAsync(WorkItem item, StopSignal stop)
    {
        Dictionary<string, string>? chosen = null;
        foreach (var mapping in item.Schema.Values)
        {
            if (mapping.Source.Map(item.Source!.Value).Candidates is { } candidates)
                (chosen ??= new(StringComparer.Ordinal))[mapping.TargetName] = await FirstFreeAsync(item, (mapping, candidates), stop);
        }

        if (chosen is not null)
            item.Unique = chosen;
    }

    private async Task<string> FirstFreeAsync(WorkItem item, (AttributeMapping Mapping, IReadOnlyList<string> Candidates) rule, StopSignal stop)
    {
        foreach (var candidate in rule.Candidates.Where(candidate => candidate.Length > 0))
        {
            if (job.Reserved.GetOrAdd($"{item.Schema.Endpoint}|{rule.Mapping.TargetName}|{candidate}", item.SourceId) != item.SourceId)
                continue;
            var answer = await calls.AskAsync(new MatchValue(rule.Mapping.TargetName, candidate), stop);
            if (!answer.IsDone)
                throw new MappingException($"{rule.Mapping.TargetName}: the target cannot be asked whether '{candidate}' is free ({answer.Error?.Detail}). It is tried again.");
            if (answer.Resources.Count == 0)
                return candidate;
        }

        throw new MappingException(string.Create(
            CultureInfo.InvariantCulture,
            $"{rule.Mapping.TargetName}: all {rule.Candidates.Count} candidates of SelectUniqueValue are taken at the target ({string.Join(", ", rule.Candidates.Take(5))}). Add a rule to the expression, or free one of them."));
    }
}
