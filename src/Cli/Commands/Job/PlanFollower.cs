using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary>Follows a plan while it is computed or applied, with a progress bar on a terminal.</summary>
internal static class PlanFollower
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>The plan once it is in another state than <paramref name="state"/>.</summary>
    public static async Task<JsonObject> UntilAsync(JobCall call, string id, string state, CancellationToken cancellationToken)
    {
        var view = new ProgressView(call.Screen.Json ? Console.Error : Console.Out, call.Screen.IsTerminal, TimeProvider.System);
        while (true)
        {
            var plan = await call.Api.GetAsync("api/v1/plans/" + Uri.EscapeDataString(id), cancellationToken);
            var (done, total) = Progress(plan, state);
            view.Report(state, done, total);
            if (plan["state"]!.ToString() != state)
            {
                view.Close();
                return plan;
            }

            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }
    }

    private static (long Done, long Total) Progress(JsonObject plan, string state)
    {
        if (state == "computing")
            return (plan["progress"]!["done"]!.GetValue<long>(), plan["progress"]!["total"]!.GetValue<long>());
        var results = plan["results"]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<long>(), StringComparer.Ordinal);
        return (results.Where(pair => pair.Key != "planned").Sum(pair => pair.Value), results.Values.Sum());
    }
}
