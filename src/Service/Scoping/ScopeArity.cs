namespace Sutler.Service.Scoping;

/// <summary>Whether an operator compares with an operand.</summary>
internal enum ScopeArity
{
    Unary,
    Binary,
}
