namespace Sutler.Host.Cache;

/// <summary>
/// A change that may be under way in the target. Kept from before the change is applied until its result is in the cache, so that after
/// a crash the object is read from the target again.
/// </summary>
/// <param name="Batch">Which batch it belongs to.</param>
/// <param name="Type">Object type.</param>
/// <param name="Id">SCIM id; null for a create whose anchor the target makes.</param>
/// <param name="Attribute">For such a create: the attribute to look for; null when nothing but a full import can tell.</param>
/// <param name="Value">For such a create: its value.</param>
internal sealed record JournalRow(long Batch, string Type, string? Id, string? Attribute, string? Value);
