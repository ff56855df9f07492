using Dapper;
using Sutler.Service.Api;

namespace Sutler.Service.Directory;

/// <summary>Turns a filter over users into a condition on indexed columns.</summary>
internal static class UserFilter
{
    public static (string Where, DynamicParameters Parameters) Translate(IReadOnlyList<EqualityFilter> filters)
    {
        var parameters = new DynamicParameters();
        var where = "deleted_at IS NULL";
        for (var index = 0; index < filters.Count; index++)
        {
            var (column, value) = Column(filters[index]);
            where += $" AND {column} = @filter{index}";
            parameters.Add($"filter{index}", value);
        }

        return (where, parameters);
    }

    private static (string Column, object Value) Column(EqualityFilter filter) => (filter.Attribute.ToLowerInvariant(), filter.Operator) switch
    {
        ("id", "eq") => ("id", filter.Value),
        ("userprincipalname", "eq") => ("upn_key", UserRow.Key(filter.Value)),
        ("employeeid", "eq") => ("employee_id", filter.Value),
        ("accountenabled", "eq") when bool.TryParse(filter.Value, out var enabled) => ("account_enabled", enabled ? 1 : 0),
        _ => throw ApiException.BadRequest("Users can be filtered by id, userPrincipalName, employeeId and accountEnabled, each with eq."),
    };
}
