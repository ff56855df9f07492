using System.Globalization;

namespace Sutler.Cli.Output;

/// <summary>
/// Shows how far long work has come: on a terminal a bar a phase that redraws itself, elsewhere a plain line when a phase starts,
/// every few seconds, and when it ends. Not safe for several threads; one loop feeds it.
/// </summary>
internal sealed class ProgressView(TextWriter writer, bool terminal, TimeProvider clock)
{
    private const int BarWidth = 30;
    private const int NameWidth = 22;
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);

    private string? _phase;
    private long _shown = -1;
    private long _total;
    private long _phaseStarted;
    private long _lastPlain;

    /// <summary>Reports <paramref name="done"/> of <paramref name="total"/> units of a phase; a new name closes the phase before.</summary>
    public void Report(string phase, long done, long total)
    {
        if (phase != _phase)
        {
            Complete();
            _phase = phase;
            _phaseStarted = _lastPlain = clock.GetTimestamp();
            if (!terminal)
                writer.WriteLine($"{phase} ...");
        }

        if (done == _shown && total == _total)
            return;
        (_shown, _total) = (done, total);
        if (terminal)
            writer.Write("\r" + Bar());
        else if (clock.GetElapsedTime(_lastPlain) >= PlainInterval)
            WritePlain();
    }

    /// <summary>Ends the current phase as one that did all of its units.</summary>
    public void Complete()
    {
        _shown = _total;
        Close();
    }

    /// <summary>Ends the current phase and leaves its last state on the screen.</summary>
    public void Close()
    {
        if (_phase is null)
            return;
        if (terminal)
            writer.WriteLine("\r" + Bar());
        else
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_phase}: {Math.Max(0, _shown)} of {_total} in {Elapsed():0.0} s"));
        (_phase, _shown, _total) = (null, -1, 0);
    }

    private double Elapsed() => clock.GetElapsedTime(_phaseStarted).TotalSeconds;

    private void WritePlain()
    {
        _lastPlain = clock.GetTimestamp();
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_phase}: {_shown} of {_total}"));
    }

    private string Bar()
    {
        var done = Math.Max(0, _shown);
        var share = _total == 0 ? 1 : Math.Clamp((double)done / _total, 0, 1);
        var filled = (int)Math.Round(share * BarWidth);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_phase!.PadRight(NameWidth)} [{new string('#', filled)}{new string('.', BarWidth - filled)}] {share * 100,3:0} %  {done} of {_total}  {Elapsed():0.0} s   ");
    }
}
