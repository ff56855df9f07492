namespace Sutler.Host.Doctor;

/// <summary>How a check went.</summary>
public enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works; something will need attention.</summary>
    Warn,

    /// <summary>It does not work.</summary>
    Fail,
}
