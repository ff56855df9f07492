using System.Globalization;
using Sutler.Scim.Client;

namespace Sutler.Service.Targets.Probing;

/// <summary>A probe on its way: steps and quirks so far. One thread at a time.</summary>
internal sealed class ProbeRun(TimeProvider time)
{
    private readonly List<ProbeStep> _steps = [];
    private readonly List<TargetQuirk> _quirks = [];

    public IReadOnlyList<ProbeStep> Steps => _steps;

    public IReadOnlyList<TargetQuirk> Quirks => _quirks;

    /// <summary>A call was answered with 429 or 503.</summary>
    public bool IsThrottled { get; private set; }

    public bool Has(string quirk) => _quirks.Exists(known => known.Code == quirk);

    public void Add(TargetQuirk quirk)
    {
        if (!Has(quirk.Code))
            _quirks.Add(quirk);
    }

    public void Add(ProbeStep step) => _steps.Add(step);

    public void Skip(string name, string why) => _steps.Add(new ProbeStep(name, ProbeStep.Skipped, 0, why));

    /// <summary>Makes a call and keeps it as a step that passed or failed; <paramref name="says"/> tells what a good answer showed.</summary>
    public async Task<ScimResult> CallAsync(string name, Func<Task<ScimResult>> call, Func<ScimResult, string>? says = null, string failure = ProbeStep.Failed)
    {
        var began = time.GetTimestamp();
        var result = await call();
        IsThrottled |= result.Status is 429 or 503;
        _steps.Add(new ProbeStep(
            name,
            result.IsDone ? ProbeStep.Passed : failure,
            Math.Round(time.GetElapsedTime(began).TotalMilliseconds, 1),
            result.IsDone ? says?.Invoke(result) ?? string.Create(CultureInfo.InvariantCulture, $"answered {result.Status}") : result.Error?.Detail ?? "refused")
        {
            Status = result.Status,
            Exchange = result.Exchange,
        });
        return result;
    }

    /// <summary>Runs a step that is no SCIM call.</summary>
    public async Task<bool> StepAsync(string name, Func<Task<string>> act)
    {
        var began = time.GetTimestamp();
        try
        {
            var said = await act();
            _steps.Add(new ProbeStep(name, ProbeStep.Passed, Math.Round(time.GetElapsedTime(began).TotalMilliseconds, 1), said));
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or System.Security.Authentication.AuthenticationException)
        {
            _steps.Add(new ProbeStep(name, ProbeStep.Failed, Math.Round(time.GetElapsedTime(began).TotalMilliseconds, 1), exception.Message));
            return false;
        }
    }

    /// <summary>Turns the last step into a warning: it was answered, and not as it should be.</summary>
    public void Warn(TargetQuirk quirk)
    {
        Add(quirk);
        if (_steps.Count > 0)
            _steps[^1] = _steps[^1] with { Outcome = ProbeStep.Warning, Detail = quirk.Message };
    }
}
