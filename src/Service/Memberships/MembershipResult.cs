using Sutler.Service.Applying;

namespace Sutler.Service.Memberships;

/// <summary>How a page of membership changes ended.</summary>
internal sealed class MembershipResult
{
    private readonly Lock _state = new();

    /// <summary>Changes that the target has taken.</summary>
    public List<MemberChange> Done { get; } = [];

    /// <summary>Groups with a change that failed, and how.</summary>
    public Dictionary<string, Failure> Failed { get; } = new(StringComparer.Ordinal);

    /// <summary>One row of the log for each request.</summary>
    public List<WorkItem> Log { get; } = [];

    /// <summary>Changes of which nobody knows yet: the cycle ends before its watermark passes them.</summary>
    public bool IsOpen { get; private set; }

    public void Took(IReadOnlyList<MemberChange> changes, WorkItem row)
    {
        lock (_state)
        {
            Done.AddRange(changes);
            Log.Add(row);
        }
    }

    public void Refused(string groupId, WorkItem row)
    {
        lock (_state)
        {
            Failed[groupId] = row.Failure!;
            Log.Add(row);
        }
    }

    public void Open()
    {
        lock (_state)
            IsOpen = true;
    }
}
