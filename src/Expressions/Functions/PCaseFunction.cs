using System.Globalization;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>
/// Starts each word with a capital. Words end at what .NET's title case takes for separators, an apostrophe not among them; or, when separators are
/// given, at those alone (S/EXPR-30).
/// </summary>
internal sealed class PCaseFunction() : ExpressionFunction("PCase", new("source"), new("wordSeparators", Required: false))
{
    private static readonly TextInfo Invariant = CultureInfo.InvariantCulture.TextInfo;

    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (call[0].IsNull)
            return ExpressionValue.Null;
        var text = call.Text(0).ToLowerInvariant();
        return ExpressionValue.Of(call.Text(1) is { Length: > 0 } separators ? AfterSeparators(text, separators) : Invariant.ToTitleCase(text));
    }

    private static string AfterSeparators(string text, string separators) => string.Create(text.Length, (text, separators), static (cased, given) =>
    {
        var isStart = true;
        for (var index = 0; index < cased.Length; index++)
        {
            cased[index] = isStart ? char.ToUpperInvariant(given.text[index]) : given.text[index];
            isStart = given.separators.Contains(given.text[index], StringComparison.Ordinal);
        }
    });
}
