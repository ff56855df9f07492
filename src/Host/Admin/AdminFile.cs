using System.Text.Json;
using Sutler.Storage.Files;

namespace Sutler.Host.Admin;

/// <summary><c>admin.json</c> of a data folder: where the running host can be administered. Gone while none runs.</summary>
/// <param name="Url">Base address, such as <c>http://127.0.0.1:41234/admin/v1</c>.</param>
/// <param name="ProcessId">Process of the host.</param>
/// <param name="Port">Its SCIM port.</param>
public sealed record AdminFile(string Url, int ProcessId, int Port)
{
    private const string FileName = "admin.json";
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Reads the file; null where there is none that can be read.</summary>
    public static AdminFile? Read(string dataFolder)
    {
        try
        {
            return JsonSerializer.Deserialize<AdminFile>(File.ReadAllText(Path.Combine(dataFolder, FileName)), Format);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    internal void Write(string dataFolder) => AtomicFile.Write(Path.Combine(dataFolder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, Format));

    internal static void Delete(string dataFolder) => File.Delete(Path.Combine(dataFolder, FileName));
}
