using Sutler.Expressions.Syntax;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>One function of the language. Stateless.</summary>
public abstract class ExpressionFunction
{
    private protected ExpressionFunction(string name, params FunctionParameter[] parameters)
    {
        Name = name;
        Parameters = parameters;
    }

    public string Name { get; }

    public IReadOnlyList<FunctionParameter> Parameters { get; }

    /// <summary>Not in the original: exports to its format warn.</summary>
    public virtual bool IsExtension => false;

    /// <summary>The function evaluates its arguments itself, and not all of them.</summary>
    internal virtual bool IsLazy => false;

    internal virtual bool MustBeOutermost => false;

    internal FunctionParameter? Takes(int index) =>
        index < Parameters.Count ? Parameters[index] : Parameters.Count > 0 && Parameters[^1].AllowMultipleOccurrences ? Parameters[^1] : null;

    /// <summary>What is wrong with the arguments as written; null when nothing is.</summary>
    internal virtual string? Check(IReadOnlyList<ExpressionNode> arguments)
    {
        for (var index = 0; index < Parameters.Count; index++)
        {
            if (Parameters[index].Required && (index >= arguments.Count || arguments[index] is OmittedNode))
                return $"{Name} misses argument {index + 1}, {Parameters[index].Name}. Write it";
        }

        var most = Parameters.Count > 0 && Parameters[^1].AllowMultipleOccurrences ? int.MaxValue : Parameters.Count;
        return arguments.Count > most ? $"{Name} takes {most} argument(s), not {arguments.Count}. Take the rest out" : null;
    }

    /// <summary>What works here but not in the original; null when all is well.</summary>
    internal virtual string? Warn(IReadOnlyList<ExpressionNode> arguments) => null;

    internal abstract ExpressionValue Invoke(FunctionCall call);
}
