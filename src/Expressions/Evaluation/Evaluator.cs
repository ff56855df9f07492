using Sutler.Expressions.Functions;
using Sutler.Expressions.Syntax;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Evaluation;

/// <summary>Computes one expression over one object. An error travels up as a value; one thread, one run.</summary>
internal sealed class Evaluator(IAttributeSource source, EvaluationContext context, RegexCache regexes)
{
    /// <summary>Longest text that a function may make, so that nested replacements cannot fill the memory.</summary>
    public const int MostTextLength = 1_000_000;

    public EvaluationContext Context => context;

    public RegexCache Regexes => regexes;

    public bool LeavesFlow { get; set; }

    public bool IsRedacted { get; set; }

    public IReadOnlyList<ExpressionValue> Candidates { get; set; } = [];

    public EvaluationResult Run(ExpressionNode root)
    {
        var value = Evaluate(root);
        return new EvaluationResult
        {
            Value = value.IsError || LeavesFlow ? ExpressionValue.Null : value,
            Error = value.Error,
            LeavesFlow = LeavesFlow && !value.IsError,
            IsRedacted = IsRedacted,
            Candidates = value.IsError ? [] : Candidates,
        };
    }

    public ExpressionValue Evaluate(ExpressionNode node) => node switch
    {
        AttributeNode attribute => source.Get(attribute.Name),
        ConstantNode constant => constant.Value,
        CallNode call => Call(call),
        ComparisonNode comparison => Comparison.Evaluate(this, comparison),
        _ => ExpressionValue.Null,
    };

    private ExpressionValue Call(CallNode node)
    {
        var arguments = Array.Empty<ExpressionValue>();
        if (!node.Function.IsLazy && node.Arguments.Count > 0)
        {
            arguments = new ExpressionValue[node.Arguments.Count];
            for (var index = 0; index < arguments.Length; index++)
            {
                arguments[index] = Evaluate(node.Arguments[index]);
                if (arguments[index].IsError)
                    return arguments[index];
            }
        }

        var call = new FunctionCall(this, node, arguments);
        var value = node.Function.Invoke(call);
        return value.Kind is ExpressionValueKind.Text && value.Text.Length > MostTextLength
            ? call.Fail(0, $"the result has more than {MostTextLength} characters. Shorten what goes in")
            : value;
    }
}
