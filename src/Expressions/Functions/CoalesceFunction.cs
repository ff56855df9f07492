using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>The first value that is not null; the last argument serves as default, being last (S/EXPR-43).</summary>
internal sealed class CoalesceFunction() : ExpressionFunction("Coalesce", new FunctionParameter("source") { AllowMultipleOccurrences = true })
{
    internal override bool IsLazy => true;

    internal override ExpressionValue Invoke(FunctionCall call)
    {
        for (var index = 0; index < call.Count; index++)
        {
            var value = call.Evaluate(index);
            if (!value.IsNull)
                return value;
        }

        return ExpressionValue.Null;
    }
}
