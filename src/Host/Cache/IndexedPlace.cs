using Sutler.Connectors.Sdk;

namespace Sutler.Host.Cache;

/// <summary>A place in a resource that an index can be kept for.</summary>
/// <param name="Path">Where the values stand.</param>
/// <param name="CaseExact">Whether values that differ only in case are different.</param>
/// <param name="IsNumber">Whether the values are whole numbers.</param>
/// <param name="Source">The connector's attribute, where it stands there as it is, so that the target can be asked; null otherwise.</param>
internal sealed record IndexedPlace(ContentPath Path, bool CaseExact, bool IsNumber, AttributeSchema? Source);
