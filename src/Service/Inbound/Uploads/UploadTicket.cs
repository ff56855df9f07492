namespace Sutler.Service.Inbound.Uploads;

/// <summary>Whose request it is.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Key">The caller's idempotency key; null for none.</param>
/// <param name="BodyHash">Of the body, so that a key cannot mean two bodies.</param>
/// <param name="MostWaiting">Most records of the job that may wait.</param>
internal sealed record UploadTicket(string JobId, string? Key, string BodyHash, int MostWaiting = UploadStore.MostWaiting);
