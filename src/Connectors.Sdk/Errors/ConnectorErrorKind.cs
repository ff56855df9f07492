namespace Sutler.Connectors.Sdk;

/// <summary>The fixed list of reasons for which a target refuses or fails.</summary>
public enum ConnectorErrorKind
{
    /// <summary>The object is not there.</summary>
    NotFound,

    /// <summary>Another object has the same unique value.</summary>
    Conflict,

    /// <summary>The object is not in the state that was asked for.</summary>
    Precondition,

    /// <summary>A value is missing, of the wrong type, too long, or refused by a rule of the target.</summary>
    Invalid,

    /// <summary>The target or connector cannot do this at all.</summary>
    Unsupported,

    /// <summary>The account used lacks a right.</summary>
    Denied,

    /// <summary>Locked or overloaded; later it may work.</summary>
    Busy,

    /// <summary>No connection to the target.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>Anything else.</summary>
    Internal,
}
