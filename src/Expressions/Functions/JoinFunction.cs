using System.Text;
using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>Puts texts together; a list gives each of its values, and empty parts are skipped with their separator (S/EXPR-21).</summary>
internal sealed class JoinFunction() : ExpressionFunction("Join", new("separator", Required: false), new FunctionParameter("source", Required: false) { AllowMultipleOccurrences = true })
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        var separator = call.Text(0);
        var joined = new StringBuilder();
        var isFirst = true;
        for (var index = 1; index < call.Count; index++)
        {
            foreach (var item in call[index].Items)
            {
                var text = item.Text;
                if (text.Length == 0)
                    continue;
                if (joined.Length + separator.Length + text.Length > Evaluator.MostTextLength)
                    return call.Fail(index, $"the result has more than {Evaluator.MostTextLength} characters. Join less");
                joined.Append(isFirst ? "" : separator).Append(text);
                isFirst = false;
            }
        }

        return ExpressionValue.Of(joined.ToString());
    }
}
