namespace Sutler.Service.OnDemand;

/// <summary>The directory, or the target.</summary>
internal sealed record OnDemandSystem(string? Id, string Name)
{
    public static readonly OnDemandSystem Directory = new(null, "Directory");

    public IReadOnlyDictionary<string, string?>? Details { get; init; }
}
