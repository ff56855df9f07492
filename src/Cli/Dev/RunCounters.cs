using System.Text.Json;

namespace Sutler.Cli.Dev;

/// <summary>The figures of a run, under the names of the closing line that <c>--output json</c> promises.</summary>
internal sealed record RunCounters
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    public long DirectoryUsers { get; init; }

    public long TargetUsers { get; init; }

    public long Created { get; init; }

    public long Updated { get; init; }

    public long Deleted { get; init; }

    public long Skipped { get; init; }

    public long Failed { get; init; }

    public double Seconds { get; init; }

    public double UsersPerSecond { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Format);
}
