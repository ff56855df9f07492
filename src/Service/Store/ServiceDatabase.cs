using Sutler.Storage.Sqlite;

namespace Sutler.Service.Store;

/// <summary>The main store of the service: directory, jobs, links, logs and settings in one file, so that what belongs together commits together.</summary>
internal static class ServiceDatabase
{
    public static SqliteDatabase Open(string dataFolder) =>
        SqliteDatabase.Open(Path.Combine(dataFolder, "service.db"), SqliteDurability.PowerLoss, [DirectoryMigration.Step, JobMigration.Step]);
}
