namespace Sutler.Tunnel.Relay;

/// <summary>One request's time, and the caller's own cancellation, in one token.</summary>
internal sealed class RequestDeadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _limit;

    public RequestDeadline(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _source = new CancellationTokenSource(limit, time);
        _registration = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The caller's cancellation stays a cancellation; the end of time becomes a <see cref="TunnelException"/>.</summary>
    public void ThrowIfOver(TunnelOutcome outcome)
    {
        if (EndedWith(outcome) is { } over)
            throw over;
    }

    /// <summary>As <see cref="ThrowIfOver"/>, with the exception for the end of time as a value.</summary>
    public TunnelException? EndedWith(TunnelOutcome outcome)
    {
        _caller.ThrowIfCancellationRequested();
        return _source.IsCancellationRequested ? new TunnelException(outcome, $"No answer came within {_limit.TotalSeconds:0.#} s.") : null;
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
