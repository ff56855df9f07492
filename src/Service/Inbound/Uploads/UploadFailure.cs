namespace Sutler.Service.Inbound.Uploads;

/// <summary>A record cannot be carried out.</summary>
#pragma warning disable RCS1194 // Without code and message this exception would say nothing.
internal sealed class UploadFailure(string code, string message) : Exception(message)
#pragma warning restore RCS1194
{
    public string Code { get; } = code;
}
