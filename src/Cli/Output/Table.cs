using System.Globalization;
using System.Text;

namespace Sutler.Cli.Output;

/// <summary>Rows of text in aligned columns, with a header; columns of numbers are aligned to the right.</summary>
internal static class Table
{
    private const string Gap = "  ";

    public static string Render(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = header.Select((title, i) => Math.Max(title.Length, rows.Select(r => r[i].Length).DefaultIfEmpty(0).Max())).ToList();
        var rightAligned = header.Select((_, i) => rows.Count > 0 && rows.All(r => IsNumber(r[i]))).ToList();
        var text = new StringBuilder();
        Append(header);
        Append([.. widths.Select(w => new string('-', w))]);
        foreach (var row in rows)
            Append(row);
        return text.ToString();

        void Append(IReadOnlyList<string> cells)
        {
            var padded = cells.Select((cell, i) => rightAligned[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            text.AppendLine(string.Join(Gap, padded).TrimEnd());
        }
    }

    private static bool IsNumber(string cell) =>
        cell.Length == 0 || decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
}
