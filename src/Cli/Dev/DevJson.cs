using System.Text.Json;
using Sutler.Storage.Files;

namespace Sutler.Cli.Dev;

/// <summary>What a client needs to try things against a running <c>dev</c>; written by rename, readable by its owner only.</summary>
internal sealed record DevJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required string ServiceUrl { get; init; }

    public required string AdminToken { get; init; }

    public required string ServicePrincipalId { get; init; }

    public required string JobId { get; init; }

    public required string HostScimUrl { get; init; }

    public required string HostSecretToken { get; init; }

    public required string HostCaFile { get; init; }

    public required string TargetDatabase { get; init; }

    public void Write(string path) => AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, Format));

    public override string ToString() => $"{ServiceUrl} ***";
}
