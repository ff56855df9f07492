using Sutler.Storage;
using Sutler.Storage.Postgres;
using Sutler.Storage.Sqlite;

namespace Sutler.Service.Store;

/// <summary>
/// The main store of the service: directory, jobs, links, logs and settings in one database, so that what belongs together commits together.
/// A file in the data folder for one node, PostgreSQL for several.
/// </summary>
internal static class ServiceDatabase
{
    /// <summary>Every step of the schema, in order.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        DirectoryMigration.Step, JobMigration.Step, GroupMigration.Step, MembershipMigration.Step, SchemaMigration.Step, AccountMigration.Step,
        SafetyMigration.Step, PlanMigration.Step, ReconciliationMigration.Step, InboundMigration.Step, OwnershipMigration.Step,
    ];

    public static async Task<Database> OpenAsync(ServiceOptions options, CancellationToken cancellationToken) => options.Database is { } connectionString
        ? await PostgresDatabase.OpenAsync(connectionString, Migrations, cancellationToken)
        : SqliteDatabase.Open(Path.Combine(options.DataFolder, "service.db"), SqliteDurability.PowerLoss, Migrations);
}
