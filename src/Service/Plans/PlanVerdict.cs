namespace Sutler.Service.Plans;

/// <summary>What is to be done about a planned item when its plan is applied.</summary>
internal enum PlanVerdict
{
    /// <summary>Everything is as planned: send it.</summary>
    Send,

    /// <summary>It was sent before; what is missing is to write that down.</summary>
    Settle,

    /// <summary>The target has it already.</summary>
    Done,

    /// <summary>Something has changed since: it is not sent.</summary>
    Changed,
}
