using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class NowFunction() : ExpressionFunction("Now")
{
    internal override ExpressionValue Invoke(FunctionCall call) => ExpressionValue.Of(Moment.Write(call.Now));
}
