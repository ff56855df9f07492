using Sutler.Conformance.Cases;
using Sutler.Conformance.Reports;

namespace Sutler.Conformance.Running;

/// <summary>Runs one case from its needs to the deletion of what it made.</summary>
internal sealed class CaseRunner(RunContext context)
{
    public async Task<CaseResult> RunAsync(ConformanceCase one, int number, CancellationToken cancellationToken)
    {
        var lack = one.Needs.Select(context.Profile.Lack).FirstOrDefault(reason => reason is not null);
        if (lack is not null)
            return new CaseResult { Case = one, Outcome = CaseOutcome.Skipped, Reason = lack };
        var started = context.Clock.GetTimestamp();
        var variables = context.Begin(number);
        var steps = new StepRunner(context, variables);
        CaseResult result;
        try
        {
            result = Result(one, await FirstFailureAsync(one, steps, cancellationToken));
        }
        catch (CaseAbortException e)
        {
            result = new CaseResult { Case = one, Outcome = e.Skips ? CaseOutcome.Skipped : CaseOutcome.Failed, Reason = e.Message };
        }
        finally
        {
            await Cleanup.DeleteAsync(context, steps.Tracked.NewestFirst);
        }

        return result with { Seconds = context.Clock.GetElapsedTime(started).TotalSeconds };
    }

    private static async Task<StepFailure?> FirstFailureAsync(ConformanceCase one, StepRunner steps, CancellationToken cancellationToken)
    {
        foreach (var given in one.Given)
        {
            if (await steps.GiveAsync(given, cancellationToken) is { } failure)
                return failure;
        }

        foreach (var step in one.Steps)
        {
            if (await steps.RunAsync(step, cancellationToken) is { } failure)
                return failure;
        }

        return null;
    }

    private static CaseResult Result(ConformanceCase one, StepFailure? failure) => failure is null
        ? new CaseResult { Case = one, Outcome = CaseOutcome.Passed }
        : new CaseResult
        {
            Case = one,
            Outcome = CaseOutcome.Failed,
            Reason = $"expected {failure.Expected}; came {failure.Came}",
            Expected = failure.Expected,
            Came = failure.Came,
            Answer = failure.Answer,
            Request = failure.Request,
        };
}
