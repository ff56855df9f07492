namespace Sutler.Connectors.Sql.Model;

/// <summary>The text of a statement, kept so that each session prepares it once. Compared by reference.</summary>
internal sealed class SqlStatement(string text, int parameters, IReadOnlyList<object>? constants = null)
{
    /// <summary>Number of the first parameter that is a constant: beyond any that a statement counts itself.</summary>
    public const int FirstConstant = 40_000;

    public string Text { get; } = text;

    public int Parameters { get; } = parameters;

    /// <summary>Values that are the same whenever it runs.</summary>
    public IReadOnlyList<object> Constants { get; } = constants ?? [];
}
