using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>Keeps the first of equal values.</summary>
internal sealed class RemoveDuplicatesFunction() : ExpressionFunction("RemoveDuplicates", new FunctionParameter("attribute"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => call[0].Kind is ExpressionValueKind.List ? ExpressionValue.List([.. call[0].Items.Distinct()]) : call[0];
}
