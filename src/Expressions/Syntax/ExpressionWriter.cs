using System.Text;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Syntax;

/// <summary>Writes a parsed expression as text again; reading that text gives the same tree.</summary>
public static class ExpressionWriter
{
    public static string Write(ExpressionNode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    /// <summary>A text as the language writes it: in quotes, with <c>\</c> before <c>\</c> and <c>"</c> (S/EXPR-3).</summary>
    public static string Quote(string text) => $"\"{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string Sign(ComparisonSign sign) => sign switch
    {
        ComparisonSign.Equal => "=",
        ComparisonSign.NotEqual => "<>",
        ComparisonSign.Greater => ">",
        ComparisonSign.GreaterOrEqual => ">=",
        ComparisonSign.Less => "<",
        _ => "<=",
    };

    private static void Write(ExpressionNode node, StringBuilder text)
    {
        switch (node)
        {
            case AttributeNode attribute:
                text.Append('[').Append(attribute.Name).Append(']');
                break;
            case ConstantNode constant:
                text.Append(constant.Value.Kind is ExpressionValueKind.Integer ? constant.Value.Text : Quote(constant.Value.Text));
                break;
            case ComparisonNode comparison:
                Write(comparison.Left, text);
                text.Append(' ').Append(Sign(comparison.Sign)).Append(' ');
                Write(comparison.Right, text);
                break;
            case CallNode call:
                WriteCall(call, text);
                break;
        }
    }

    private static void WriteCall(CallNode call, StringBuilder text)
    {
        text.Append(call.Name).Append('(');
        for (var index = 0; index < call.Arguments.Count; index++)
        {
            text.Append(index == 0 ? "" : ", ");
            Write(call.Arguments[index], text);
        }

        text.Append(')');
    }
}
