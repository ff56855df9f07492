using System.Security.Cryptography;
using System.Text;

namespace Sutler.Service.Directory.Csv;

/// <summary>Makes a worker's row of a record: values trimmed, status words read, a hash over what the row says.</summary>
internal sealed class WorkerRowReader(ColumnMap map)
{
    private static readonly Dictionary<string, bool> StatusWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Active"] = true,
        ["Enabled"] = true,
        ["True"] = true,
        ["Yes"] = true,
        ["1"] = true,
        ["Inactive"] = false,
        ["Terminated"] = false,
        ["Disabled"] = false,
        ["False"] = false,
        ["No"] = false,
        ["0"] = false,
    };

    public (WorkerRow? Row, ImportProblem? Problem) Read(CsvRecord record)
    {
        var fields = record.Fields;
        var userPrincipalName = fields[map.UserId].Trim();
        if (userPrincipalName.Length == 0)
            return (null, Problem(record, map.UserId, "The row has no UserID.", "Give the worker the name that they sign in with."));

        var enabled = true;
        if (map.Status >= 0 && !StatusWords.TryGetValue(fields[map.Status].Trim(), out enabled))
        {
            return (null, Problem(
                record,
                map.Status,
                $"'{Short(fields[map.Status])}' is no status.",
                "Use Active, Enabled, True, Yes or 1, or Inactive, Terminated, Disabled, False, No or 0."));
        }

        return (Make(record, userPrincipalName, enabled), null);
    }

    /// <summary>
    /// A line break in a value that has none by nature. It may come from a broken quote that hides the rows below: absence says nothing then.
    /// </summary>
    public ImportProblem? LineBreak(CsvRecord record)
    {
        foreach (var index in (int[])[map.WorkerId, map.UserId, map.Manager, map.Status])
        {
            if (index >= 0 && record.Fields[index].AsSpan().Trim().IndexOfAny('\r', '\n') >= 0)
                return Problem(record, index, "The value holds a line break, which no id and no status has.", "Take the line break out; look for a double quote too many in this row and the ones below.");
        }

        return null;
    }

    public ImportProblem Problem(CsvRecord record, int? column, string text, string remedy) =>
        new(record.Line, column is { } index && index < map.Columns.Count ? map.Columns[index].Name : null, text, remedy);

    private WorkerRow Make(CsvRecord record, string userPrincipalName, bool enabled)
    {
        var attributes = new Dictionary<string, object>(record.Fields.Length, StringComparer.OrdinalIgnoreCase);
        var said = new StringBuilder(256);
        string? manager = null;
        foreach (var index in map.ByName)
        {
            var value = record.Fields[index].Trim();
            if (value.Length == 0)
                continue;

            var attribute = map.Columns[index].ReadAs;
            said.Append(attribute).Append('\u001F').Append(index == map.Status ? enabled.ToString() : value).Append('\u001E');
            if (index == map.Manager)
                manager = value;
            else if (index != map.Status)
                attributes[attribute] = value;
        }

        attributes[UserAttribute.AccountEnabled] = enabled;
        return new WorkerRow
        {
            Line = record.Line,
            WorkerId = record.Fields[map.WorkerId].Trim(),
            UserPrincipalName = userPrincipalName,
            Attributes = attributes,
            ManagerEmployeeId = manager,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())).AsSpan(0, 16)),
        };
    }

    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
