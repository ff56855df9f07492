namespace Sutler.Odbc.Native;

/// <summary>The driver manager's environment, declared as ODBC 3.</summary>
internal sealed class EnvironmentHandle() : OdbcHandle(OdbcCode.EnvironmentKind, null)
{
    public static EnvironmentHandle Allocate()
    {
        var environment = new EnvironmentHandle();
        environment.Check(OdbcApi.SQLSetEnvAttr(environment, OdbcCode.VersionAttribute, OdbcCode.Version3, 0));
        return environment;
    }
}
