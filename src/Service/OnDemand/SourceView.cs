using System.Text.Json;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.OnDemand;

/// <summary>A source object and its scope as steps and explanations show them. Pure.</summary>
internal static class SourceView
{
    /// <summary>The attributes that were read, as text.</summary>
    public static Dictionary<string, string?> Attributes(SourceObject source)
    {
        var details = new Dictionary<string, string?>(StringComparer.Ordinal) { ["objectId"] = source.Id };
        foreach (var (name, value) in source.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            details[name] = TargetValue.Text(value);
        details["accountEnabled"] = TargetValue.Text(source.AccountEnabled);
        details["IsSoftDeleted"] = TargetValue.Text(source.IsSoftDeleted);
        if (source.ManagerId is { } manager)
            details["manager"] = manager;
        return details;
    }

    /// <summary>The checks of the scope (S/LOG-8).</summary>
    public static ScopeView Scope(SourceObject source, ObjectSchema schema)
    {
        var verdict = schema.Scope.Judge(source.Value);
        return new ScopeView
        {
            Active = source is { DeletedAt: null, AccountEnabled: true },
            Assigned = source.Scope.Assigned,
            Included = verdict.Included && !source.Scope.Dropped,
            Checks = [.. verdict.Clauses.Select(clause => new ScopeCheck(clause.Key, clause.Value ?? "", clause.Holds))],
        };
    }

    public static Dictionary<string, string?> Details(ScopeView scope) => new(StringComparer.Ordinal)
    {
        ["IsActive"] = TargetValue.Text(scope.Active),
        ["Assigned"] = TargetValue.Text(scope.Assigned),
        ["IsEffectivelyEntitledForProvisioning"] = TargetValue.Text(scope.Assigned),
        ["IsInProvisioningScope"] = TargetValue.Text(scope.Included),
        ["IsInProvisioningScopeDisplayName"] = TargetValue.Text(scope.Included),
        ["ScopeEvaluationResult"] = JsonSerializer.Serialize(scope.Checks.GroupBy(check => check.Rule, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Holds, StringComparer.Ordinal), Relaxed),
    };

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
