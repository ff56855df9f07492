using Sutler.Connectors.Sdk;
using Sutler.Host.Certificates;
using Sutler.Host.Connections;
using Sutler.Host.Logging;

namespace Sutler.Host.Admin;

/// <summary>What administration works on. The running parts are null when no host runs.</summary>
internal sealed record HostAdminParts
{
    public required ConnectionFolder Folder { get; init; }

    public required IReadOnlyDictionary<string, IConnectorFactory> Factories { get; init; }

    public required HostOptions Options { get; init; }

    public ConnectionRegistry? Registry { get; init; }

    public HostCertificate? Certificate { get; init; }

    /// <summary>The SCIM port that the host listens on; null when none runs.</summary>
    public Func<int>? Port { get; init; }

    public LogLevelSwitch? LogLevel { get; init; }

    public TimeProvider Clock => Options.Clock;
}
