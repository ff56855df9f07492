using Sutler.Connectors.Sql.MariaDb;
using Sutler.Connectors.Sql.Odbc;
using Sutler.Connectors.Sql.Postgres;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>The flavor that fits a product, by the name that its driver tells.</summary>
internal static class Flavors
{
    public static readonly string[] Words = ["postgres", "mariadb", "mysql", "sqlite", "generic"];

    public static ISqlFlavor Of(string product, string quote = "\"")
    {
        if (Is("postgres") || Is("npgsql"))
            return PostgresFlavor.Instance;
        if (Is("mariadb"))
            return new MariaDbFlavor(isMariaDb: true);
        if (Is("mysql"))
            return new MariaDbFlavor(isMariaDb: false);
        return Is("sqlite") ? SqliteOdbcFlavor.Instance : new GenericFlavor(quote);

        bool Is(string word) => product.Contains(word, StringComparison.OrdinalIgnoreCase);
    }
}
