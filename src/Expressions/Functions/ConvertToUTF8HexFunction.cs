using System.Text;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class ConvertToUTF8HexFunction() : ExpressionFunction("ConvertToUTF8Hex", new FunctionParameter("source"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => call[0].IsNull
        ? ExpressionValue.Null
        : ExpressionValue.Of(Convert.ToHexString(Encoding.UTF8.GetBytes(call.Text(0))));
}
