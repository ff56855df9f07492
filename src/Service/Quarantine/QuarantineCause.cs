using Sutler.Service.Applying;
using Sutler.Service.Errors;

namespace Sutler.Service.Quarantine;

/// <summary>Why a job goes into quarantine.</summary>
internal sealed record QuarantineCause
{
    /// <summary>One of <see cref="QuarantineReason"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>A code of the error catalogue.</summary>
    public required string Code { get; init; }

    /// <summary>What happened, and what to do.</summary>
    public required string Message { get; init; }

    /// <summary>Whether somebody at the customer's can mend it.</summary>
    public bool IsActionable { get; init; } = true;

    /// <summary>What the job waits for; null for an operator.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>The object that failed first; null where it is about none.</summary>
    public string? FirstFailing { get; init; }

    /// <summary>The last request and its answer, without secrets.</summary>
    public string? LastExchange { get; init; }

    public static QuarantineCause Of(TargetFault fault) => new()
    {
        Reason = QuarantineReason.Exception,
        Code = fault.Code,
        Message = fault.Message,
        WaitingFor = fault.WaitingFor,
        LastExchange = fault.Exchange,
        IsActionable = ErrorCatalogue.Find(fault.Code)?.Category == ErrorCategory.NonServiceFailure,
    };

    public static QuarantineCause OnDemand(string who, string? note) => new()
    {
        Reason = QuarantineReason.OnDemand,
        Code = QuarantineReason.OnDemand,
        Message = $"{who} quarantined the job{(note is null ? "" : $": {note}")}. Start it, or restart it with resetScope QuarantineState, to lift it.",
    };
}
