namespace Sutler.Host.Cache;

/// <summary>Holds the cache's gate until it is disposed.</summary>
internal sealed class GateLease(SemaphoreSlim gate) : IDisposable
{
    private int _released;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
            gate.Release();
    }
}
