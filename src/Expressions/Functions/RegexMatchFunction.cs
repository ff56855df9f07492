using System.Text.RegularExpressions;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>Whether a text matches a regular expression.</summary>
internal sealed class RegexMatchFunction() : ExpressionFunction("x.RegexMatch", new("source"), new FunctionParameter("regularExpression") { IsPattern = true })
{
    public override bool IsExtension => true;

    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (call.Regex(1) is not { } regex)
            return call.Fail(1, "this is not a regular expression. Correct it; write a backslash twice");

        try
        {
            return ExpressionValue.Truth(regex.IsMatch(call.Text(0)));
        }
        catch (RegexMatchTimeoutException)
        {
            return call.Fail(1, "the regular expression took too long. Simplify it; avoid nested repetition");
        }
    }
}
