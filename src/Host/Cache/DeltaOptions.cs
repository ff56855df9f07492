namespace Sutler.Host.Cache;

/// <summary>How a page of a delta import is taken in.</summary>
/// <param name="Reader">The import's own reading: what one page brought, a later page may bring again.</param>
/// <param name="LeaveStale">Whether sightings older than an export are left out; else they come back.</param>
/// <param name="Allow">Judges the difference; false leaves everything as it was.</param>
internal sealed record DeltaOptions(ReadTicket Reader, bool LeaveStale, Func<ImportDifference, bool> Allow);
