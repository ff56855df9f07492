namespace Sutler.Service.Quarantine;

/// <summary>Whether so many failures mean that something is wrong with the whole job (S/QUAR-2 … S/QUAR-5). Pure.</summary>
internal static class QuarantinePolicy
{
    /// <summary>Below this nothing is asked.</summary>
    public const int LeastFailures = 5_000;

    public const int MostFailures = 40_000;

    public const int MostInAll = 60_000;

    private const double MostShare = 0.40;

    /// <summary>The reason for quarantine; null for none.</summary>
    public static string? Judge(QuarantineCounts counts)
    {
        if (counts.Failures < LeastFailures)
            return null;
        if (counts.Failures > MostFailures)
            return QuarantineReason.BaseThreshold;
        if (counts.Failures + counts.References >= MostInAll)
            return QuarantineReason.TotalThreshold;
        return counts.Failures > counts.Attempted * MostShare ? QuarantineReason.Proportion : null;
    }
}
