namespace Sutler.Host.Interchange;

/// <summary>Microsoft's host configuration, as far as it is documented (H/CFG-1 … CFG-9).</summary>
internal sealed record HostXml
{
    public IReadOnlyList<XmlConnector> Connectors { get; init; } = [];

    public string? Port { get; init; }

    /// <summary>Thumbprint of the certificate of the port; the certificate itself is never in the file.</summary>
    public string? Certificate { get; init; }
}
