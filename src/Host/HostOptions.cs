using System.Net;
using Microsoft.Extensions.Logging;
using Sutler.Connectors.Sdk;
using Sutler.Host.Certificates;
using Sutler.Host.Logging;

namespace Sutler.Host;

/// <summary>What the host role needs to start.</summary>
public sealed record HostOptions
{
    /// <summary>The port that the original product uses (H/HOST-4).</summary>
    public const int DefaultPort = 8585;

    /// <summary>Folder with <c>connections/</c>, <c>cache/</c> and the host's certificate. Made when it is not there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Port to listen on; 0 lets the system choose. Default: 8585.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Address to listen on. Default: loopback, both families.</summary>
    public IPAddress? BindAddress { get; init; }

    /// <summary>
    /// Port of the administration interface, on loopback alone; 0 lets the system choose, null opens none. Where it is stands in
    /// <c>admin.json</c> of the data folder. Default: 0.
    /// </summary>
    public int? AdminPort { get; init; } = 0;

    /// <summary>A certificate for the SCIM port. Default: the host makes one and renews it.</summary>
    public CertificateSource? Certificate { get; init; }

    /// <summary>How much is logged; can be changed while the host runs. Default: information.</summary>
    public LogLevelSwitch LogLevel { get; init; } = new(Microsoft.Extensions.Logging.LogLevel.Information);

    /// <summary>Knows every secret that was read, so that no log line shows it.</summary>
    internal SecretRedactor Redactor { get; } = new();

    /// <summary>The last log lines, for a support bundle.</summary>
    internal RecentLog RecentLog { get; } = new();

    /// <summary>Plain HTTP instead of HTTPS, on loopback only. Default: false.</summary>
    public bool Http { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Random source for the jitter of back-off. Default: the shared one.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>Connectors beside those that are built in, or in their place. Default: none.</summary>
    public IReadOnlyList<IConnectorFactory> Connectors { get; init; } = [];

    /// <summary>Sets up logging. Default: none.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>How long a stop waits for the batch in flight; what is cut off then is settled at the next start. Default: 3 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(3);
}
