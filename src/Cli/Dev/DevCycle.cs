using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Dev;

/// <summary>Imports the file, starts the job, follows it until it has settled or is held, and tells what came of it.</summary>
internal sealed class DevCycle(DevOptions options, DevParts parts, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(1);

    private readonly ProgressView _progress = new(parts.Screen.People, parts.Screen.IsTerminal, clock);
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private long _started;
    private double _cycleSeconds;

    public async Task<int> RunAsync(UserFile users, CancellationToken stop)
    {
        var import = await ImportAsync(users, stop);
        await parts.Api.PostAsync($"{parts.Job.Path}/restart", Scope("Escrows"), stop);
        await parts.Api.PostAsync($"{parts.Job.Path}/start", body: null, stop);
        _started = clock.GetTimestamp();
        try
        {
            var state = await new JobFollower(options, parts, _progress, clock).FollowAsync(import.FeedPosition, stop);
            var exitCode = await CloseAsync(state, import, stop);
            if (options.Once)
                return exitCode;
            parts.Screen.Say($"API: {parts.Dev.ServiceUrl}/  Target: {parts.Dev.TargetDatabase}  Ctrl-C ends.");
            await WatchAsync(state, stop);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _progress.Close();
            parts.Screen.Say("Stopping; what is in flight is finished, the rest goes on at the next start.");
            return 0;
        }
    }

    internal static JsonObject Scope(string scopes) => new() { ["criteria"] = new JsonObject { ["resetScope"] = scopes } };

    private async Task<ImportResult> ImportAsync(UserFile users, CancellationToken stop)
    {
        using var content = new UploadContent(users.Content);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var upload = parts.Api.UploadAsync($"api/v1/directory/imports?name={Uri.EscapeDataString(users.Name)}", content, stop);
        var total = Math.Max(1, users.Content.Length / 1024);
        using var timer = new PeriodicTimer(Interval);
        while (await Task.WhenAny(upload, timer.WaitForNextTickAsync(stop).AsTask()) != upload && !upload.IsCompleted)
            _progress.Report("Reading the file (KB)", content.Sent / 1024, total);
        var report = await upload;
        _progress.Report("Reading the file (KB)", total, total);
        _progress.Close();
        var result = new ImportResult(report);
        result.Tell(parts.Screen);
        return result;
    }

    private async Task<int> CloseAsync(JobState state, ImportResult import, CancellationToken stop)
    {
        _cycleSeconds = clock.GetElapsedTime(_started).TotalSeconds;
        await TellWarningsAsync(state, stop);
        var counters = await CountAsync(state, import, stop);
        TellTable(counters, state);
        if (state.Held is { } held)
            parts.Screen.Say($"HELD: {held["message"]} None of them was removed. Among them: {Names(held)}. Correct the file, or run again with --accept-removals.");
        if (parts.Screen.Json)
            Screen.WriteJson(counters.ToJson());
        return counters.Failed > 0 || state.Held is not null || import.Workers == 0 ? CommandException.Failure : 0;
    }

    private async Task<RunCounters> CountAsync(JobState state, ImportResult import, CancellationToken stop)
    {
        var directory = await parts.Api.GetAsync("v1.0/users?$count=true&$top=1", stop);
        var handled = state.Sum("created") + state.Sum("updated") + state.Sum("disabled") + state.Sum("deleted") + state.Sum("skipped") + state.Sum("unchanged");
        return new RunCounters
        {
            DirectoryUsers = directory["@odata.count"]!.GetValue<long>(),
            TargetUsers = await HostCounter.CountAsync(parts.Dev, stop),
            Created = state.Sum("created"),
            Updated = state.Sum("updated") + state.Sum("disabled"),
            Deleted = state.Sum("deleted"),
            Skipped = state.Sum("skipped"),
            Failed = state.Escrowed + import.Refused,
            Seconds = Math.Round(_cycleSeconds, 3),
            UsersPerSecond = Math.Round(handled / Math.Max(_cycleSeconds, 0.001), 1),
        };
    }

    private void TellTable(RunCounters counters, JobState state)
    {
        string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
        IReadOnlyList<IReadOnlyList<string>> rows =
        [
            ["Users in the directory", Number(counters.DirectoryUsers)],
            ["Users in the target", Number(counters.TargetUsers)],
            ["Created", Number(counters.Created)],
            ["Updated", Number(counters.Updated - state.Sum("disabled"))],
            ["Disabled", Number(state.Sum("disabled"))],
            ["Deleted", Number(counters.Deleted)],
            ["Skipped (inactive, never provisioned)", Number(counters.Skipped)],
            ["Failed", Number(counters.Failed)],
            ["Managers waiting for a link", Number(state.UnresolvedReferences)],
            ["Seconds", counters.Seconds.ToString("0.0", CultureInfo.InvariantCulture)],
            ["Users per second", counters.UsersPerSecond.ToString("0", CultureInfo.InvariantCulture)],
        ];
        parts.Screen.Say("");
        parts.Screen.Say(Table.Render(["Result", "Count"], rows));
    }

    private static string Names(JsonNode held) => string.Join(", ", held["samples"]!.AsArray().Select(name => name!.GetValue<string>()));

    /// <summary>Names what went wrong or was left out, from the provisioning log of this run: one line for each object and reason.</summary>
    private async Task TellWarningsAsync(JobState state, CancellationToken stop)
    {
        if (state.Sum("warnings") == 0 && state.Escrowed == 0)
            return;
        foreach (var status in new[] { "warning", "failure" })
        {
            var filter = Uri.EscapeDataString($"jobId eq '{parts.Job.Id}' and status eq '{status}'");
            var log = await parts.Api.GetAsync($"v1.0/auditLogs/provisioning?$filter={filter}&$top=50", stop);
            var lines = log["value"]!.AsArray().Where(row => DevLog.At(row!) >= _startedAt).Select(row => DevLog.Describe(row!));
            foreach (var line in lines.Distinct(StringComparer.Ordinal))
                parts.Screen.Say(line);
        }
    }

    /// <summary>Goes on until Ctrl-C and says a line for each later cycle that did something.</summary>
    private async Task WatchAsync(JobState before, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(IdleInterval);
        while (await timer.WaitForNextTickAsync(stop))
        {
            if (await JobFollower.TryReadAsync(parts, stop) is not { } state || state.CycleId == before.CycleId || !state.Settled)
                continue;
            string[] counters = ["created", "updated", "disabled", "deleted", "skipped", "failed", "warnings"];
            var changes = counters.Select(c => (Name: c, Count: state.Sum(c) - before.Sum(c))).Where(c => c.Count > 0)
                .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Count} {c.Name}")).ToList();
            if (changes.Count > 0)
                parts.Screen.Say($"Cycle {state.CycleId}: {string.Join(", ", changes)}");
            before = state;
        }
    }
}
