namespace Sutler.Expressions.Syntax;

/// <summary>How two values are compared.</summary>
public enum ComparisonSign
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
