namespace Sutler.Service.Applying;

/// <summary>What all jobs of one endpoint share, across their runs: its gate, and what it has shown so far.</summary>
internal sealed class TargetEndpoint(TimeProvider time) : IDisposable
{
    public CallGate Gate { get; } = new(new ConcurrencyLimit(time), time);

    public TargetCredit Credit { get; } = new();

    public void Dispose() => Gate.Dispose();
}
