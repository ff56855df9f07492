using System.Text;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>Base64 of the UTF-16 bytes, low byte first (S/EXPR-61).</summary>
internal sealed class ConvertToBase64Function() : ExpressionFunction("ConvertToBase64", new FunctionParameter("source"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => call[0].IsNull
        ? ExpressionValue.Null
        : ExpressionValue.Of(Convert.ToBase64String(Encoding.Unicode.GetBytes(call.Text(0))));
}
