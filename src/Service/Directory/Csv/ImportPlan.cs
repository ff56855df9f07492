namespace Sutler.Service.Directory.Csv;

/// <summary>What an import is going to write.</summary>
internal sealed class ImportPlan
{
    public List<DirectoryUser> Users { get; } = [];

    public List<ImportedRow> Rows { get; } = [];

    public int Created { get; set; }

    public int Updated { get; set; }

    public int Disabled { get; set; }
}
