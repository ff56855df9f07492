namespace Sutler.Expressions.Tests;

/// <summary>Expression, attributes, expected.</summary>
internal static class RoleFacts
{
    private const string Two = "appRoleAssignments={id:1,value:admin,displayName:Admin}|{id:2,value:reader,displayName:Reader}";
    private const string Objects =
        "[{displayName=Admin,id=1,primary=False,type=WindowsAzureActiveDirectoryRole,value=admin}|{displayName=Reader,id=2,primary=False,type=WindowsAzureActiveDirectoryRole,value=reader}]";

    public static readonly (string Expression, string Attributes, string? Expected)[] All =
    [
        ("SingleAppRoleAssignment([appRoleAssignments])", "appRoleAssignments={id:1,value:admin,displayName:Admin}", "Admin"),
        ("SingleAppRoleAssignment([appRoleAssignments])", "appRoleAssignments={id:1,value:admin}", "admin"),
        ("SingleAppRoleAssignment([appRoleAssignments])", "appRoleAssignments=Admin", "Admin"),
        ("SingleAppRoleAssignment([appRoleAssignments])", "", null),
        ("SingleAppRoleAssignment([appRoleAssignments])", "appRoleAssignments=A|B",
            "!SingleAppRoleAssignment, argument 1 ('A'): several roles are assigned, and this function takes one. Assign one role, or use AppRoleAssignmentsComplex."),
        ("AppRoleAssignmentsComplex([appRoleAssignments])", Two, Objects),
        ("AssertiveAppRoleAssignmentsComplex([appRoleAssignments])", Two, Objects),
        ("AppRoleAssignmentsComplex([appRoleAssignments])", "appRoleAssignments=A", "[{displayName=A,primary=False,type=WindowsAzureActiveDirectoryRole,value=A}]"),
        ("AppRoleAssignmentsComplex([appRoleAssignments])", "", null),
    ];
}
