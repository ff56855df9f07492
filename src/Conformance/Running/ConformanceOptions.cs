namespace Sutler.Conformance.Running;

/// <summary>Which server is tried, and how.</summary>
public sealed record ConformanceOptions
{
    /// <summary>Base URL of the SCIM service, such as <c>https://localhost:8585/ecma2host_demo/scim</c>.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Bearer token; appears in no report.</summary>
    public required string Token { get; init; }

    /// <summary>PEM file of the authority behind the server's certificate; null for those the system trusts.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>Accept any certificate; for loopback alone.</summary>
    public bool Insecure { get; init; }

    /// <summary>Longest wait for one answer.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Cases that run at the same time.</summary>
    public int Concurrency { get; init; } = 4;
}
