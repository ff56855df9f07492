using Sutler.Connectors.Sdk;

namespace Sutler.Host.Autosync;

/// <summary>Counts what a running import reads. One import counts, anybody looks.</summary>
internal sealed class ImportMeter(ImportKind kind, TimeProvider clock)
{
    private readonly long _began = clock.GetTimestamp();
    private int _read;

    public int Read => Volatile.Read(ref _read);

    public ImportProgress Progress => new(kind, Read, clock.GetElapsedTime(_began) is { TotalSeconds: > 0 } time ? Read / time.TotalSeconds : 0);

    public void Add(int objects) => Interlocked.Add(ref _read, objects);
}
