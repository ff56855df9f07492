using System.Text.RegularExpressions;

namespace Sutler.Service.Directory.Csv;

/// <summary>What each column of a file holds. A column that is not known stays as an extension attribute; of two that hold the same, the first counts.</summary>
internal sealed partial class ColumnMap
{
    private ColumnMap(IReadOnlyList<ImportColumn> columns)
    {
        Columns = columns;
        WorkerId = IndexOf(UserAttribute.EmployeeId);
        UserId = IndexOf(UserAttribute.UserPrincipalName);
        Status = IndexOf(UserAttribute.AccountEnabled);
        Manager = IndexOf(UserAttribute.ManagerEmployeeId);
        ByName = [.. Enumerable.Range(0, columns.Count).OrderBy(index => columns[index].ReadAs, StringComparer.Ordinal)];
    }

    public IReadOnlyList<ImportColumn> Columns { get; }

    public int WorkerId { get; }

    public int UserId { get; }

    public int Status { get; }

    public int Manager { get; }

    /// <summary>The columns in an order that does not depend on the file's.</summary>
    public IReadOnlyList<int> ByName { get; }

    /// <summary>Reads the header; gives problems and no map when the file cannot be used.</summary>
    public static (ColumnMap? Map, IReadOnlyList<ImportProblem> Problems) Read(CsvRecord header, List<string> warnings)
    {
        if (header.Problem is { } broken)
            return (null, [new ImportProblem(header.Line, null, "The header cannot be read. " + broken.Text, broken.Remedy)]);

        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var columns = header.Fields.Select((name, index) => new ImportColumn(name.Trim(), ReadAs(name.Trim(), index, taken, warnings))).ToList();
        var map = new ColumnMap(columns);
        var problems = new List<ImportProblem>();
        Require(map.WorkerId, "WorkerID", "EmployeeId");
        Require(map.UserId, "UserID", "userPrincipalName");
        return (problems.Count == 0 ? map : null, problems);

        void Require(int index, string name, string alias)
        {
            if (index < 0)
                problems.Add(new ImportProblem(header.Line, name, $"The column {name} is missing.", $"Add a column named {name} (or {alias}) to the header; the first line of the file must name the columns."));
        }
    }

    private static string ReadAs(string name, int index, HashSet<string> taken, List<string> warnings)
    {
        var attribute = ColumnAliases.Find(name);
        if (attribute is not null && taken.Add(attribute))
            return attribute;

        var plain = NotInNames().Replace(name, "_");
        var extension = UserAttribute.ExtensionPrefix + (plain.Length == 0 ? $"column{index + 1}" : plain);
        while (!taken.Add(extension))
            extension += "_";
        if (attribute is not null)
            warnings.Add($"Column {name}: an earlier column holds {attribute} already, so this one stays as {extension}.");
        return extension;
    }

    private int IndexOf(string attribute)
    {
        for (var index = 0; index < Columns.Count; index++)
        {
            if (string.Equals(Columns[index].ReadAs, attribute, StringComparison.Ordinal))
                return index;
        }

        return -1;
    }

    [GeneratedRegex("[^A-Za-z0-9_]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInNames();
}
