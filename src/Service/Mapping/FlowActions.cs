namespace Sutler.Service.Mapping;

/// <summary>Which actions a mapping allows at the target (S/CYCLE-14).</summary>
internal sealed record FlowActions(bool Create, bool Update, bool Delete)
{
    public static readonly FlowActions All = new(true, true, true);
}
