namespace Sutler.Service.Jobs;

/// <summary>What a restart drops (S/JOB-5).</summary>
[Flags]
internal enum RestartScope
{
    None = 0,
    Watermark = 1,
    Escrows = 2,
    QuarantineState = 4,
    ConnectorDataStore = 8,
    ForceDeletes = 16,
    Full = Watermark | Escrows | QuarantineState | ConnectorDataStore,
}
