namespace Sutler.Service.Nodes;

/// <summary>A job that a node has just taken.</summary>
/// <param name="Epoch">The first epoch of this owner; what was journaled under an earlier one is an earlier owner's.</param>
/// <param name="HasOpenCalls">Whether an earlier owner left calls behind whose end nobody wrote down.</param>
internal sealed record Acquisition(long Epoch, bool HasOpenCalls);
