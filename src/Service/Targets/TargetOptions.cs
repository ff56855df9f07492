namespace Sutler.Service.Targets;

/// <summary>Where the service may connect to by itself, without an agent.</summary>
internal sealed record TargetOptions
{
    /// <summary>Whether targets on this machine's loopback may be called. A service that others reach should not be a way to what only this machine sees.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Certificates that secrets name as <c>file:NAME</c> lie here.</summary>
    public required string CertificateFolder { get; init; }
}
