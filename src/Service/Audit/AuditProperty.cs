namespace Sutler.Service.Audit;

/// <summary>One value that a change of configuration changed.</summary>
/// <param name="DisplayName">Its path.</param>
/// <param name="OldValue">Null where there was none.</param>
/// <param name="NewValue">Null where there is none any more.</param>
internal sealed record AuditProperty(string DisplayName, string? OldValue, string? NewValue);
