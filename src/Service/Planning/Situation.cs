namespace Sutler.Service.Planning;

/// <summary>How a source object stands to the target, before anything is done.</summary>
internal enum Situation
{
    /// <summary>No link, and no object at the target matches.</summary>
    Absent,

    /// <summary>No link yet, and one object at the target matches.</summary>
    Matched,

    /// <summary>No link, and several objects at the target match.</summary>
    Ambiguous,

    /// <summary>A link, and its object is there.</summary>
    Linked,

    /// <summary>A link, and its object is gone from the target.</summary>
    TargetGone,

    /// <summary>The source object is gone for good.</summary>
    SourceGone,

    /// <summary>Not to be provisioned, and never was.</summary>
    OutOfScope,
}
