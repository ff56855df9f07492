using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Syntax;

namespace Sutler.Expressions;

/// <summary>A parsed expression of the mapping language (S/EXPR). Immutable and safe for any number of threads; parse once, evaluate often.</summary>
public sealed class Expression
{
    public const int MostCharacters = 10_000;
    public const int MostDepth = 50;

    private readonly RegexCache _regexes = new();

    internal Expression(string text, ExpressionNode root, IReadOnlySet<string> attributes, IReadOnlySet<string> extensions)
    {
        Text = text;
        Root = root;
        Attributes = attributes;
        Extensions = extensions;
    }

    public string Text { get; }

    public ExpressionNode Root { get; }

    /// <summary>Names of the attributes it reads, as written.</summary>
    public IReadOnlySet<string> Attributes { get; }

    /// <summary>Names of the functions it calls that the original does not have.</summary>
    public IReadOnlySet<string> Extensions { get; }

    /// <param name="text">The expression.</param>
    /// <param name="strict">Take what the original takes and no more: names in their exact case, no extensions (S/EXPR-4).</param>
    public static ParseResult Parse(string text, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Parser(text, strict).Parse();
    }

    /// <summary>Computes the value for one object. Pure but for the clock, GUIDs and random numbers of <paramref name="context"/>.</summary>
    public EvaluationResult Evaluate(IAttributeSource source, EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(context);
        return new Evaluator(source, context, _regexes).Run(Root);
    }

    public override string ToString() => Text;
}
