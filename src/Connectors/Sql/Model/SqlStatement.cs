namespace Sutler.Connectors.Sql.Model;

/// <summary>The text of a statement, kept so that each session prepares it once. Compared by reference.</summary>
internal sealed class SqlStatement(string text, int parameters)
{
    public string Text { get; } = text;

    public int Parameters { get; } = parameters;
}
