namespace Sutler.Expressions.Values;

/// <summary>What an <see cref="ExpressionValue"/> holds.</summary>
public enum ExpressionValueKind
{
    Null,
    Text,
    Integer,
    Boolean,
    List,
    Record,
    Error,
}
