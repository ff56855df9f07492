namespace Sutler.Service.Quarantine;

/// <summary>Why a job is quarantined, in Graph's words (S/QUAR-8).</summary>
internal static class QuarantineReason
{
    /// <summary>More than 40,000 objects failed.</summary>
    public const string BaseThreshold = "EncounteredBaseEscrowThreshold";

    /// <summary>60,000 objects failed, references counted too.</summary>
    public const string TotalThreshold = "EncounteredTotalEscrowThreshold";

    /// <summary>More than 40 % of what was attempted failed.</summary>
    public const string Proportion = "EncounteredEscrowProportionThreshold";

    /// <summary>The target is away, refuses the credentials, or is no SCIM server.</summary>
    public const string Exception = "EncounteredQuarantineException";
    public const string Unknown = "Unknown";
    public const string OnDemand = "QuarantinedOnDemand";
    public const string TooManyDeletes = "TooManyDeletes";
    public const string IngestionInterrupted = "IngestionInterrupted";

    private static readonly string[] All = [BaseThreshold, TotalThreshold, Proportion, Exception, Unknown, OnDemand, TooManyDeletes, IngestionInterrupted];

    /// <summary>The reason that a text names; some documents write one of them without its d (S/RULE-9). Null for none.</summary>
    public static string? Parse(string text) => text.Equals("QuarantineOnDemand", StringComparison.OrdinalIgnoreCase)
        ? OnDemand
        : Array.Find(All, reason => reason.Equals(text, StringComparison.OrdinalIgnoreCase));
}
