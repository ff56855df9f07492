using Sutler.Expressions.Values;

namespace Sutler.Expressions.Evaluation;

/// <summary>
/// Role assignments as role objects (S/MAP-35 to 37). An assignment is a record with <c>id</c>, <c>value</c> and <c>displayName</c> as far as known, or
/// a text that is all three.
/// </summary>
internal static class Roles
{
    private const string RoleType = "WindowsAzureActiveDirectoryRole";

    public static string NameOf(ExpressionValue assignment) => Part(assignment, "displayName", "value");

    public static ExpressionValue Complex(ExpressionValue assignments) =>
        assignments.IsNull ? ExpressionValue.Null : ExpressionValue.List([.. assignments.Items.Select(Object)]);

    private static ExpressionValue Object(ExpressionValue assignment)
    {
        Dictionary<string, ExpressionValue> role = new(StringComparer.Ordinal)
        {
            ["displayName"] = ExpressionValue.Of(NameOf(assignment)),
            ["primary"] = ExpressionValue.Of(false),
            ["type"] = ExpressionValue.Of(RoleType),
            ["value"] = ExpressionValue.Of(Part(assignment, "value", "displayName")),
        };
        if (assignment.Parts is { } parts && parts.TryGetValue("id", out var id))
            role["id"] = id;
        return ExpressionValue.Record(role);
    }

    private static string Part(ExpressionValue assignment, string first, string second)
    {
        if (assignment.Parts is not { } parts)
            return assignment.Text;
        return parts.TryGetValue(first, out var value) && !value.IsNullOrEmpty || parts.TryGetValue(second, out value) ? value.Text : "";
    }
}
