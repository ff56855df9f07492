using System.Globalization;
using Sutler.Service.Escrow;

namespace Sutler.Service.Quarantine;

/// <summary>A job's quarantine as the table holds it.</summary>
internal sealed record QuarantineRow
{
    public const string Columns = """
        state AS State, reason AS Reason, current_began AS CurrentBegan, series_began AS SeriesBegan, series_count AS SeriesCount,
        next_attempt AS NextAttempt, error_code AS ErrorCode, error_message AS ErrorMessage, actionable AS Actionable,
        waiting_for AS WaitingFor, first_failing AS FirstFailing, last_exchange AS LastExchange
        """;

    /// <summary>Quarantined: the job tries again when the time has come.</summary>
    public const string Quarantined = "quarantine";

    /// <summary>The initial cycle failed too often: the job is paused after it, and its list of failures kept (S/QUAR-10).</summary>
    public const string Paused = "paused";

    /// <summary>Four weeks in quarantine: the job is disabled (S/JOB-11).</summary>
    public const string Disabled = "disabled";

    public required string State { get; init; }

    public required string Reason { get; init; }

    public required string CurrentBegan { get; init; }

    public required string SeriesBegan { get; init; }

    public required int SeriesCount { get; init; }

    public string? NextAttempt { get; init; }

    public required string ErrorCode { get; init; }

    public required string ErrorMessage { get; init; }

    public required int Actionable { get; init; }

    public string? WaitingFor { get; init; }

    public string? FirstFailing { get; init; }

    public string? LastExchange { get; init; }

    /// <summary>When the job may try again; null for not by itself.</summary>
    public DateTimeOffset? NextAttemptAt => NextAttempt is null ? null : Time(NextAttempt);

    /// <summary>When a quarantine that stays is the job's end.</summary>
    public DateTimeOffset DisabledAt => Time(SeriesBegan) + QuarantineSchedule.DisabledAfter;

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, EscrowStore.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
