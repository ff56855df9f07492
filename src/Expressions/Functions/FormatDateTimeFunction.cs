using System.Globalization;
using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Syntax;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>
/// Reads a date in one .NET format and writes it in another, in UTC whatever the machine's zone (S/EXPR-76, S/EXPR-77). The older form without the
/// styles is read too.
/// </summary>
internal sealed class FormatDateTimeFunction() : ExpressionFunction(
    "FormatDateTime", new("source"), new("dateTimeStyles", Required: false), new("inputFormat"), new("outputFormat", Required: false))
{
    private const DateTimeStyles Zones = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeLocal | DateTimeStyles.AssumeUniversal | DateTimeStyles.RoundtripKind;

    internal override string? Check(IReadOnlyList<ExpressionNode> arguments) => base.Check(arguments)
        ?? (arguments.Count == 4 ? arguments[3] is OmittedNode ? "FormatDateTime misses argument 4, outputFormat. Write it" : null
            : arguments[1] is OmittedNode ? "FormatDateTime misses the outputFormat. Write it as the last argument" : null);

    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (call[0].IsNullOrEmpty)
            return call[0];

        var formats = call.Count == 4 ? 2 : 1;
        var styles = DateTimeStyles.AllowLeadingWhite | DateTimeStyles.AllowTrailingWhite;
        if (formats == 2 && call.IsGiven(1) && !Enum.TryParse(call.Text(1), ignoreCase: true, out styles))
            return call.Fail(1, "these are not date styles. Write names of .NET's DateTimeStyles with commas between, or leave it out");

        try
        {
            if (!Moment.TryReadExact(call.Text(0), call.Text(formats), styles & ~Zones, out var moment))
                return call.Fail(0, $"this does not have the format {call.Text(formats)}. Correct the format, or the source");
            if (!styles.HasFlag(DateTimeStyles.NoCurrentDateDefault))
                moment = Moment.OnDay(moment, call.Now);
            return ExpressionValue.Of(moment.ToString(call.Text(formats + 1), CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return call.Fail(formats + 1, "this is not a date format. Write one such as yyyy-MM-dd");
        }
    }
}
