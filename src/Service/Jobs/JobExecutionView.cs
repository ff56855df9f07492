namespace Sutler.Service.Jobs;

/// <summary>A cycle in the shape of Graph's <c>synchronizationTaskExecution</c> (S/ERR-11).</summary>
internal static class JobExecutionView
{
    public static object? Show(CycleRecord? cycle)
    {
        if (cycle is null)
            return null;
        var counters = cycle.Counters;
        var exported = counters.Created + counters.Updated + counters.Disabled + counters.Deleted;
        var imported = exported + counters.Skipped + counters.Unchanged + counters.Failed;
        return new
        {
            activityIdentifier = cycle.Id,
            countEntitled = imported - counters.Skipped,
            countEntitledForProvisioning = imported - counters.Skipped,
            countEscrowed = counters.Failed,
            countEscrowedRaw = counters.Failed,
            countExported = exported,
            countExports = exported + counters.ReferencesSet,
            countImported = imported,
            countImportedDeltas = cycle.Kind is CycleKind.Initial ? 0 : imported,
            countImportedReferenceDeltas = counters.ReferencesSet,
            error = (object?)null,
            state = counters.Failed == 0 ? "Succeeded" : exported + counters.Unchanged == 0 ? "Failed" : "EntryLevelErrors",
            timeBegan = cycle.StartedAt.UtcDateTime,
            timeEnded = cycle.EndedAt?.UtcDateTime,
        };
    }
}
