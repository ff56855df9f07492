using Sutler.Service.Mapping;

namespace Sutler.Service.Scoping;

/// <summary>One way to compare in a scoping filter (S/SCOPE-13, S/SCOPE-17).</summary>
/// <param name="Name">As it is stored.</param>
/// <param name="Arity">Whether it takes operands.</param>
/// <param name="Types">Attributes it applies to.</param>
internal sealed record ScopeOperator(string Name, ScopeArity Arity, IReadOnlyList<TargetType> Types)
{
    /// <summary>Decides by one text of the attribute, which is never empty; null when it cannot be decided in time.</summary>
    public Func<ScopeComparison, bool?> Holds { get; init; } = _ => false;

    /// <summary>Decides by whether there is a value at all.</summary>
    public bool TestsNull { get; init; }

    /// <summary>Several operands must all be differed from; otherwise one that fits is enough.</summary>
    public bool IsNegative { get; init; }

    public bool IsRegex { get; init; }

    /// <summary>Operands are whole numbers.</summary>
    public bool IsNumeric { get; init; }

    /// <summary>Operands are points in time.</summary>
    public bool IsTemporal { get; init; }

    /// <summary>The operand is an expression of the mapping language, and the attribute does not count.</summary>
    public bool IsExpression { get; init; }

    /// <summary>Not in the original (S/SCOPE-20).</summary>
    public bool IsExtension { get; init; }
}
