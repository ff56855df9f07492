namespace Sutler.Service.OnDemand;

/// <summary>An object of the directory or of the target.</summary>
internal sealed record OnDemandIdentity(string? Id, string Type)
{
    public string? DisplayName { get; init; }

    public IReadOnlyDictionary<string, string?>? Details { get; init; }
}
