namespace Sutler.Testing;

/// <summary>How a <see cref="FaultProxy"/> treats connections.</summary>
public enum FaultMode
{
    Pass,

    /// <summary>Nothing listens: connecting fails at once.</summary>
    Refuse,

    /// <summary>Connections are taken and reset.</summary>
    Reset,

    /// <summary>Connections are taken, and every byte in either direction is lost.</summary>
    BlackHole,
}
