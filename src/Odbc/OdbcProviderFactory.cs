using System.Data.Common;

namespace Sutler.Odbc;

/// <summary>Makes the objects of this provider; the type that a providers folder names.</summary>
public sealed class OdbcProviderFactory : DbProviderFactory
{
    /// <summary>The one instance.</summary>
    public static readonly OdbcProviderFactory Instance = new();

    private OdbcProviderFactory()
    {
    }

    /// <inheritdoc/>
    public override DbConnection CreateConnection() => new OdbcConnection();

    /// <inheritdoc/>
    public override DbCommand CreateCommand() => new OdbcCommand();

    /// <inheritdoc/>
    public override DbParameter CreateParameter() => new OdbcParameter();

    /// <inheritdoc/>
    public override DbConnectionStringBuilder CreateConnectionStringBuilder() => new(useOdbcRules: true);
}
