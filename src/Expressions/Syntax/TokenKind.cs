namespace Sutler.Expressions.Syntax;

internal enum TokenKind
{
    Name,
    Attribute,
    Text,
    Number,
    Open,
    Close,
    Comma,
    Comparison,
    End,
    Fault,
}
