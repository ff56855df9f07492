namespace Sutler.Service.OnDemand;

/// <summary>How a step, or the whole, ended, in the original's words.</summary>
internal static class StepStatus
{
    public const string Success = "Success";
    public const string Skipped = "Skipped";
    public const string Failure = "Failure";
}
