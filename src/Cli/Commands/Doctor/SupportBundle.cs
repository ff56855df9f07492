using System.IO.Compression;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Cli.Admin;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Doctor;

/// <summary>
/// A ZIP with what support needs. It is made of what the administration interface answers, which never shows a secret, and of nothing from the
/// data folder itself.
/// </summary>
internal static class SupportBundle
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static async Task WriteAsync(IAdminChannel channel, string path, CancellationToken cancellationToken)
    {
        try
        {
            var temporary = path + ".tmp";
            await using (var zip = await ZipFile.OpenAsync(temporary, ZipArchiveMode.Create, cancellationToken))
                await FillAsync(zip, channel, cancellationToken);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be written ({e.Message.TrimEnd('.')}).");
        }
    }

    private static async Task FillAsync(ZipArchive zip, IAdminChannel channel, CancellationToken cancellationToken)
    {
        await AddAsync(zip, "system.json", System(channel), cancellationToken);
        foreach (var part in new[] { "status", "doctor", "certificate", "log", "connectors" })
            await AskAsync(zip, channel, ("/" + part, part + ".json"), cancellationToken);
        var connections = await channel.SendAsync(new AdminRequest("GET", "/connections"), cancellationToken);
        foreach (var connection in connections.Json?["value"]?.AsArray() ?? [])
        {
            var name = connection!["name"]!.ToString();
            await AskAsync(zip, channel, ("/connections/" + Uri.EscapeDataString(name), $"connections/{name}.json"), cancellationToken);
        }

        var recent = await channel.SendAsync(new AdminRequest("GET", "/log/recent"), cancellationToken);
        if (recent.IsSuccess)
            await AddTextAsync(zip, "log.txt", string.Join('\n', recent.Json!["lines"]!.AsArray().Select(line => line!.ToString())), cancellationToken);
    }

    private static async Task AskAsync(ZipArchive zip, IAdminChannel channel, (string Path, string File) part, CancellationToken cancellationToken)
    {
        var answer = await channel.SendAsync(new AdminRequest("GET", part.Path), cancellationToken);
        await AddAsync(zip, part.File, answer.Json ?? new JsonObject { ["status"] = answer.Status }, cancellationToken);
    }

    private static JsonObject System(IAdminChannel channel) => new()
    {
        ["version"] = Assembly.GetExecutingAssembly().GetName().Version?.ToString(),
        ["hostRuns"] = channel.IsLive,
        ["os"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.OSArchitecture.ToString(),
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["processors"] = Environment.ProcessorCount,
        ["time"] = TimeProvider.System.GetUtcNow().ToString("O", global::System.Globalization.CultureInfo.InvariantCulture),
        ["timeZone"] = TimeZoneInfo.Local.Id,
    };

    private static Task AddAsync(ZipArchive zip, string name, JsonNode content, CancellationToken cancellationToken) =>
        AddTextAsync(zip, name, content.ToJsonString(Readable), cancellationToken);

    private static async Task AddTextAsync(ZipArchive zip, string name, string text, CancellationToken cancellationToken)
    {
        await using var stream = await zip.CreateEntry(name, CompressionLevel.Optimal).OpenAsync(cancellationToken);
        await using var writer = new StreamWriter(stream);
        await writer.WriteAsync(text.AsMemory(), cancellationToken);
    }
}
