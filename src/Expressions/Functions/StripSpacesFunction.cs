using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>Takes every blank (U+0020) out, and no other white space (S/EXPR-27).</summary>
internal sealed class StripSpacesFunction() : ExpressionFunction("StripSpaces", new FunctionParameter("source"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => call[0].IsNull
        ? ExpressionValue.Null
        : ExpressionValue.Of(call.Text(0).Replace(" ", "", StringComparison.Ordinal));
}
