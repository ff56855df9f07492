namespace Sutler.Service.Plans;

/// <summary>Reasons of items that undo something.</summary>
internal static class UndoReason
{
    public const string Undone = "Undone";
    public const string CannotUndo = "CannotUndo";
    public const string NothingToUndo = "NothingToUndo";
}
