using Sutler.Service.Jobs;

namespace Sutler.Service.Quarantine;

/// <summary>A quarantine as the API shows it: Graph's <c>synchronizationQuarantine</c>, and what helps to end it (S/QUAR-9, S/QUAR-13). Pure.</summary>
internal static class QuarantineView
{
    /// <summary>The <c>quarantine</c> of a job's status; null when it is not quarantined.</summary>
    public static object? Of(QuarantineRow? row) => row is null or { State: QuarantineRow.Paused } ? null : new
    {
        currentBegan = row.CurrentBegan,
        nextAttempt = row.NextAttempt,
        reason = row.Reason,
        seriesBegan = row.SeriesBegan,
        seriesCount = row.SeriesCount,
        error = new { code = row.ErrorCode, message = Message(row), tenantActionable = row.Actionable == 1 },
        firstFailing = row.FirstFailing,
        lastExchange = row.LastExchange,
        waitingFor = row.WaitingFor,
        disabledDateTime = row.DisabledAt,
    };

    /// <summary>The <c>code</c> of a job's status (S/JOB-1).</summary>
    public static string Code(string jobCode, QuarantineRow? row) => row is null or { State: QuarantineRow.Paused } ? jobCode : "Quarantine";

    /// <summary>The <c>state</c> of a job's schedule.</summary>
    public static string Schedule(string jobCode) => jobCode switch
    {
        JobCode.NotConfigured or JobCode.Disabled => "Disabled",
        JobCode.Paused => "Paused",
        _ => "Active",
    };

    /// <summary>Cause, first failing object, last exchange, next attempt and what to do, in one text.</summary>
    public static string Message(QuarantineRow row)
    {
        var first = row.FirstFailing is null ? "" : $" First of all failed: {row.FirstFailing}.";
        var exchange = row.LastExchange is null ? "" : $" Last answer: {row.LastExchange}.";
        var next = row switch
        {
            { State: QuarantineRow.Disabled } => " The job has been disabled after four weeks; start it when the cause is mended.",
            { State: QuarantineRow.Paused } => " The job is paused and keeps the list of failures; start it when the cause is mended.",
            { NextAttempt: { } at } => $" Next attempt: {at}.",
            _ => "",
        };
        return row.ErrorMessage + first + exchange + next;
    }
}
