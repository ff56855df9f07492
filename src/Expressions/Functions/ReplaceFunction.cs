using System.Text.RegularExpressions;
using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>
/// Replaces by text, template or regular expression; which one follows from the arguments given (S/EXPR-80 to 84). Case counts.
/// The order of the arguments and of the tests is the documented one.
/// </summary>
internal sealed class ReplaceFunction() : ExpressionFunction(
    "Replace",
    new("source"),
    new("Find", Required: false),
    new FunctionParameter("RegularExpression", Required: false) { IsPattern = true },
    new("RegularExpressionGroupName", Required: false),
    new("Replacement", Required: false),
    new("ReplacementPropertyName", Required: false),
    new("Template", Required: false))
{
    private const int Source = 0;
    private const int Find = 1;
    private const int Pattern = 2;
    private const int Group = 3;
    private const int Replacement = 4;
    private const int Other = 5;
    private const int Template = 6;

    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (call.IsGiven(Find) && call.IsGiven(Template))
            return call[Source].IsNull ? ExpressionValue.Null : Literal(call, call.Text(Template), call.Text(Source));
        if (call.IsGiven(Find) && call.IsGiven(Replacement))
            return call[Source].IsNull ? ExpressionValue.Null : Literal(call, call.Text(Source), call.Text(Replacement));
        if (call.IsGiven(Pattern) && call.IsGiven(Group) && call.IsGiven(Other))
            return call[Source].IsNullOrEmpty ? WithRegex(call, FromOther) : call[Source];
        if (call.IsGiven(Pattern) && call.IsGiven(Replacement))
            return call[Source].IsNull ? ExpressionValue.Null : WithRegex(call, call.IsGiven(Group) ? InGroup : Everywhere);
        return call.Fail(
            -1, "the arguments given do not go together. Give Find with Replacement or Template, or RegularExpression with Replacement (\"\" to remove)");
    }

    private static ExpressionValue Literal(FunctionCall call, string text, string replacement)
    {
        var find = call.Text(Find);
        if (find.Length == 0)
            return call.Fail(Find, "there is nothing to find. Give the text to replace");
        var grown = text.Length + ((long)text.AsSpan().Count(find) * (replacement.Length - find.Length));
        return grown > Evaluator.MostTextLength ? TooLong(call) : ExpressionValue.Of(text.Replace(find, replacement, StringComparison.Ordinal));
    }

    private static ExpressionValue WithRegex(FunctionCall call, Func<FunctionCall, Regex, string?> replace)
    {
        if (call.Regex(Pattern) is not { } regex)
            return call.Fail(Pattern, "this is not a regular expression. Correct it; write a backslash twice");
        if (call.IsGiven(Group) && regex.GroupNumberFromName(call.Text(Group)) < 0)
            return call.Fail(Group, "the regular expression has no group of this name. Write the group as (?<name>…)");

        try
        {
            return replace(call, regex) is { } text ? ExpressionValue.Of(text) : TooLong(call);
        }
        catch (RegexMatchTimeoutException)
        {
            return call.Fail(Pattern, "the regular expression took too long. Simplify it; avoid nested repetition");
        }
    }

    private static string? Everywhere(FunctionCall call, Regex regex) =>
        Rebuild(call.Text(Source), regex, match => (match.Index, match.Length, match.Result(call.Text(Replacement))));

    private static string? InGroup(FunctionCall call, Regex regex) =>
        Rebuild(call.Text(Source), regex, match => match.Groups[call.Text(Group)] is { Success: true } group ? (group.Index, group.Length, call.Text(Replacement)) : (match.Index, 0, ""));

    private static string? FromOther(FunctionCall call, Regex regex) => regex.Match(call.Text(Other)).Groups[call.Text(Group)].Value;

    /// <summary>The text with a part of each match replaced; null when it grows too long.</summary>
    private static string? Rebuild(string text, Regex regex, Func<Match, (int Start, int Length, string With)> part)
    {
        var made = new System.Text.StringBuilder();
        var done = 0;
        for (var match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            var (start, length, with) = part(match);
            made.Append(text, done, start - done).Append(with);
            done = start + length;
            if (made.Length > Evaluator.MostTextLength)
                return null;
        }

        return made.Append(text, done, text.Length - done).ToString();
    }

    private static ExpressionValue TooLong(FunctionCall call) => call.Fail(-1, $"the result has more than {Evaluator.MostTextLength} characters. Shorten what goes in");
}
