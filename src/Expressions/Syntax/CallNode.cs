using Sutler.Expressions.Functions;

namespace Sutler.Expressions.Syntax;

/// <summary>A function with its arguments.</summary>
public sealed record CallNode : ExpressionNode
{
    internal CallNode(int position, ExpressionFunction function, IReadOnlyList<ExpressionNode> arguments)
        : base(position)
    {
        Function = function;
        Arguments = arguments;
    }

    public string Name => Function.Name;

    public IReadOnlyList<ExpressionNode> Arguments { get; }

    internal ExpressionFunction Function { get; }

    /// <summary>The parameter that an argument fills, by its place from 0; null behind the last.</summary>
    public FunctionParameter? ParameterAt(int index) => Function.Takes(index);
}
