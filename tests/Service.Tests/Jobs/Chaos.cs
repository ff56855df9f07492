using Sutler.Service.Jobs;
using Sutler.Testing;

namespace Sutler.Service.Tests.Jobs;

/// <summary>Decides by a seed which requests fail how, and after how many steps the process ends. Without a random source: never.</summary>
internal sealed class Chaos(Random? random)
{
    private readonly Lock _turn = new();
    private int _stepsLeft = int.MaxValue;
    private int _kills;

    public bool Killed { get; private set; }

    /// <summary>A new process begins: it ends after a random number of steps, a few times in all.</summary>
    public void Arm()
    {
        lock (_turn)
        {
            Killed = false;
            _stepsLeft = random is null || _kills >= 8 ? int.MaxValue : random.Next(1, 30);
        }
    }

    public EngineOptions Engine(EngineOptions options) => options with { Step = Step, BatchSize = 4, Attempts = 3 };

    public TargetFaultMode NextFault()
    {
        if (random is null)
            return TargetFaultMode.None;
        lock (_turn)
        {
            return random.Next(20) switch
            {
                0 or 1 => TargetFaultMode.LoseAnswer,
                2 => TargetFaultMode.LoseRequest,
                3 => TargetFaultMode.Throttle,
                4 => TargetFaultMode.Fail,
                5 => TargetFaultMode.FailAfterDoing,
                6 => TargetFaultMode.Refuse,
                _ => TargetFaultMode.None,
            };
        }
    }

    /// <summary>After the end of the process nothing goes past any step any more.</summary>
    private void Step(string step)
    {
        lock (_turn)
        {
            if (!Killed && --_stepsLeft > 0)
                return;
            if (!Killed)
                _kills++;
            Killed = true;
        }

        throw new InvalidOperationException("The process has ended at: " + step);
    }
}
