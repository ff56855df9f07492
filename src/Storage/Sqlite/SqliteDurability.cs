namespace Sutler.Storage.Sqlite;

/// <summary>What a committed transaction survives. Both survive the end of the process at any moment.</summary>
public enum SqliteDurability
{
    /// <summary>Survives the process; the last transactions may be lost when the machine loses power (synchronous=NORMAL).</summary>
    ProcessCrash,

    /// <summary>Survives power loss too: every commit waits for the disk (synchronous=FULL).</summary>
    PowerLoss,
}
