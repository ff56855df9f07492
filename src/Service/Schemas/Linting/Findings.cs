namespace Sutler.Service.Schemas.Linting;

/// <summary>Collects findings.</summary>
internal sealed class Findings
{
    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    public bool HasErrors => _all.Exists(finding => finding.IsError);

    public void Error(string code, string place, string message, string remedy) => _all.Add(new Finding(FindingSeverity.Error, code, place, message, remedy));

    public void Warn(string code, string place, string message, string remedy) => _all.Add(new Finding(FindingSeverity.Warning, code, place, message, remedy));
}
