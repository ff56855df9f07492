using System.Globalization;
using System.Text.RegularExpressions;
using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Syntax;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>One call of a function: its arguments, evaluated unless the function is lazy, and what it may use. None of them is an error.</summary>
internal readonly struct FunctionCall(Evaluator evaluator, CallNode node, ExpressionValue[] arguments)
{
    private const int MostShown = 64;

    public Evaluator Evaluator => evaluator;

    public EvaluationContext Context => evaluator.Context;

    public DateTime Now => evaluator.Context.Clock.GetUtcNow().UtcDateTime;

    public int Count => node.Arguments.Count;

    /// <summary>An evaluated argument; null value when it is left out.</summary>
    public ExpressionValue this[int index] => index < arguments.Length ? arguments[index] : ExpressionValue.Null;

    public bool IsGiven(int index) => index < node.Arguments.Count && node.Arguments[index] is not OmittedNode;

    public string Text(int index) => this[index].Text;

    /// <summary>For lazy functions: computes an argument now. It may be an error.</summary>
    public ExpressionValue Evaluate(int index) => IsGiven(index) ? evaluator.Evaluate(node.Arguments[index]) : ExpressionValue.Null;

    public bool TryInteger(int index, out long number)
    {
        number = this[index].Integer ?? 0;
        return this[index].Integer is not null || long.TryParse(Text(index), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    public bool TryMoment(int index, out DateTime moment) => Moment.TryRead(Text(index), Now, out moment);

    public Regex? Regex(int index) => evaluator.Regexes.Get(Text(index));

    /// <summary>An error that names this function, the argument and what it held.</summary>
    /// <param name="index">Which argument, from 0; below 0 for none.</param>
    /// <param name="rule">What is wrong, and the remedy.</param>
    public ExpressionValue Fail(int index, string rule)
    {
        var name = node.Function.Name;
        if (index < 0 || arguments.Length == 0)
            return ExpressionValue.Fail(new ExpressionError(name, index + 1, $"{name}: {rule}."));

        var input = this[index].IsNull ? "null" : evaluator.IsRedacted ? "[Redact]" : $"'{Shown(Text(index))}'";
        return ExpressionValue.Fail(new ExpressionError(name, index + 1, string.Create(CultureInfo.InvariantCulture, $"{name}, argument {index + 1} ({input}): {rule}.")));
    }

    public ExpressionValue NotWhole(int index) => Fail(index, "this is not a whole number. Give one");

    public ExpressionValue NotMoment(int index) => Fail(index, "this is not a date. Give one such as 2020-12-31T23:59:59Z, or convert it with FormatDateTime first");

    private static string Shown(string text) => text.Length <= MostShown ? text : string.Concat(text.AsSpan(0, MostShown), "…");
}
