using Dapper;
using Sutler.Service.Store;

namespace Sutler.Service.Assignments;

/// <summary>Which assignments are asked for: those of one application or of one principal, and of one of the other where given.</summary>
/// <param name="ApplicationId">The application; null for all.</param>
/// <param name="PrincipalId">The user or group; null for all.</param>
internal sealed record AssignmentFilter(string? ApplicationId, string? PrincipalId)
{
    // Only what is asked for is in the text, so that an index leads.
    public string Where => (ApplicationId, PrincipalId) switch
    {
        (not null, null) => "application_id = @application",
        (null, not null) => "principal_id = @principal",
        (not null, not null) => "application_id = @application AND principal_id = @principal",
        _ => "1 = 1",
    };

    public DynamicParameters Parameters(string after, int limit)
    {
        var parameters = new DynamicParameters();
        parameters.Add("tenantId", Tenant.Default);
        parameters.Add("application", ApplicationId);
        parameters.Add("principal", PrincipalId);
        parameters.Add("after", after);
        parameters.Add("limit", limit);
        return parameters;
    }
}
