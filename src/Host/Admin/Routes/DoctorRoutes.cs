using System.Text.Json.Nodes;
using Sutler.Host.Doctor;

namespace Sutler.Host.Admin.Routes;

/// <summary>All checks at once (H/TOOL-4).</summary>
internal sealed class DoctorRoutes(HostAdminParts parts, DraftReader drafts)
{
    public IEnumerable<AdminRoute> Routes =>
    [
        new("GET", "/doctor", "Checks folder, libraries, certificate, port and every connection down to its target.", RunAsync),
    ];

    private async Task<AdminAnswer> RunAsync(AdminCall call, CancellationToken cancellationToken)
    {
        var findings = await new HostDoctor(parts, drafts).RunAsync(cancellationToken);
        return new AdminAnswer(200, new JsonObject
        {
            ["ok"] = findings.All(finding => finding.Level is not FindingLevel.Fail),
            ["checks"] = new JsonArray([.. findings.Select(finding => finding.ToJson())]),
        });
    }
}
