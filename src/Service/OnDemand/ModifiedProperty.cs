namespace Sutler.Service.OnDemand;

/// <summary>An attribute that was, or would be, changed at the target; values as text.</summary>
internal sealed record ModifiedProperty(string DisplayName, string? OldValue, string? NewValue);
