using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class CountFunction() : ExpressionFunction("Count", new FunctionParameter("attribute"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => ExpressionValue.Of((long)call[0].Items.Count);
}
