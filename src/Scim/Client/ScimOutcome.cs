namespace Sutler.Scim.Client;

/// <summary>How a call to a SCIM server ended. An expected outcome, so a value.</summary>
public enum ScimOutcome
{
    /// <summary>The server did what was asked (2xx).</summary>
    Done,

    /// <summary>The server refused (4xx, 5xx); the answer says why.</summary>
    Refused,

    /// <summary>The request never reached the server: sending it again is safe.</summary>
    NotSent,

    /// <summary>The request went out and no answer came back: the server may have done it. Look before sending again.</summary>
    MayHaveRun,
}
