namespace Sutler.Host.Doctor;

/// <summary>What else a test should look at.</summary>
internal sealed record ProbeQuestions
{
    /// <summary>Attributes that a mapping wants and cannot find (H/ERR-11). Default: none.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>The tenant URL as entered in the provisioning service (H/ERR-5). Default: none.</summary>
    public string? TenantUrl { get; init; }
}
