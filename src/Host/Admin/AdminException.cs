namespace Sutler.Host.Admin;

/// <summary>Ends a call of the administration interface with this answer.</summary>
internal sealed class AdminException(AdminAnswer answer) : Exception(answer.Json?.ToJsonString() ?? "")
{
    public AdminAnswer Answer { get; } = answer;
}
