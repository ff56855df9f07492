namespace Sutler.Service.Planning;

/// <summary>A reference that cannot be sent yet, because its referent is not linked.</summary>
/// <param name="Attribute">The target attribute.</param>
/// <param name="ReferentId">The source object referred to; null when there is none to wait for.</param>
/// <param name="CurrentValue">What the target has.</param>
internal sealed record PendingReference(string Attribute, string? ReferentId, string? CurrentValue);
