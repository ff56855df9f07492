namespace Sutler.Connectors.Sdk;

/// <summary>Why a target refused or failed. An expected outcome, so a value.</summary>
/// <param name="Kind">Which of the fixed kinds.</param>
/// <param name="Message">Names object, rule and next step; safe to show, holds no secret.</param>
public sealed record ConnectorError(ConnectorErrorKind Kind, string Message)
{
    /// <summary>The target's own words, kept apart because they may hold values.</summary>
    public string? TargetMessage { get; init; }

    /// <summary>The attribute at fault, where known.</summary>
    public string? Attribute { get; init; }

    /// <summary>The change may have been made although no answer came. Default: false.</summary>
    public bool MayHaveRun { get; init; }

    /// <summary>Whether the same change may succeed later without being altered.</summary>
    public bool IsRetryable =>
        Kind is ConnectorErrorKind.Busy or ConnectorErrorKind.Unreachable or ConnectorErrorKind.Timeout or ConnectorErrorKind.Internal;
}
