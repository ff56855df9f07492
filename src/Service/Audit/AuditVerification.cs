namespace Sutler.Service.Audit;

/// <summary>What checking the chain of the audit found.</summary>
/// <param name="Intact">Whether every entry is as it was written and none is missing.</param>
/// <param name="Entries">Entries checked.</param>
/// <param name="Head">Hash of the last entry. Kept elsewhere, it shows later that nothing before it was rewritten.</param>
/// <param name="Problem">What is wrong, and where; null for nothing.</param>
internal sealed record AuditVerification(bool Intact, long Entries, string Head, string? Problem);
