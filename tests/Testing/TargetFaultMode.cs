namespace Sutler.Testing;

/// <summary>How a <see cref="BreakableTarget"/> treats one request.</summary>
public enum TargetFaultMode
{
    /// <summary>Answers as it should.</summary>
    None,

    /// <summary>400: the value is not accepted.</summary>
    Refuse,

    /// <summary>500 before anything is done.</summary>
    Fail,

    /// <summary>500 although it is done.</summary>
    FailAfterDoing,

    /// <summary>429 with Retry-After: 0.</summary>
    Throttle,

    /// <summary>Does what is asked and breaks the connection instead of answering.</summary>
    LoseAnswer,

    /// <summary>Breaks the connection before doing anything.</summary>
    LoseRequest,

    /// <summary>401.</summary>
    Unauthorized,
}
