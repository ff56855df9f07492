using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>Takes the blanks at both ends away.</summary>
internal sealed class TrimFunction() : ExpressionFunction("x.Trim", new FunctionParameter("source"))
{
    public override bool IsExtension => true;

    internal override ExpressionValue Invoke(FunctionCall call) => call[0].IsNull ? ExpressionValue.Null : ExpressionValue.Of(call.Text(0).Trim());
}
