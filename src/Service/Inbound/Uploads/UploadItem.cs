using System.Text.Json.Nodes;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>One operation of a request, checked.</summary>
/// <param name="BulkId">The caller's name for it.</param>
/// <param name="Data">The record.</param>
/// <param name="Key">What the user is matched by.</param>
/// <param name="SaysInactive">Whether the user shall be out of use.</param>
internal sealed record UploadItem(string? BulkId, JsonObject Data, string Key, bool SaysInactive)
{
    public string? ExternalId => new UploadSource(Data).Read("externalId") as string;
}
