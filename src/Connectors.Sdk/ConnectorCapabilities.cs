namespace Sutler.Connectors.Sdk;

/// <summary>What a connector can do beyond import and apply.</summary>
public sealed record ConnectorCapabilities
{
    /// <summary>Delta import with a watermark is possible. Default: false.</summary>
    public bool DeltaImport { get; init; }

    /// <summary>A delta import also tells which objects are gone. Default: false (only a full import sees that).</summary>
    public bool DeltaSeesDeletes { get; init; }

    /// <summary>The anchor of an existing object can be changed in the target. Default: false (a change to it is refused).</summary>
    public bool Rename { get; init; }
}
