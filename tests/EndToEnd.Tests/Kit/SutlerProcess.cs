using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Sutler.EndToEnd.Tests.Kit;

/// <summary>The executable as a process of its own: started with arguments, watched line by line, signalled or killed.</summary>
internal sealed class SutlerProcess : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "sutler.dll");

    private readonly Process _process;
    private readonly StringBuilder _all = new();
    private readonly List<string> _output = [];
    private readonly List<(Func<string, bool> Matches, TaskCompletionSource<string> Seen)> _waiting = [];
    private readonly Lock _gate = new();

    private SutlerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Everything printed so far, standard output and standard error.</summary>
    public string All
    {
        get
        {
            lock (_gate)
                return _all.ToString();
        }
    }

    public static SutlerProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Executable);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["NO_COLOR"] = "1";
        var process = new Process { StartInfo = start };
        var sutler = new SutlerProcess(process);
        process.OutputDataReceived += (_, e) => sutler.OnLine(e.Data, isOutput: true);
        process.ErrorDataReceived += (_, e) => sutler.OnLine(e.Data, isOutput: false);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return sutler;
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<SutlerResult> RunAsync(params string[] arguments)
    {
        await using var process = Start(arguments);
        return await process.EndAsync();
    }

    /// <summary>Waits for a line, printed already or yet to come.</summary>
    public async Task<string> LineAsync(Func<string, bool> matches)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_all.ToString().Split('\n').FirstOrDefault(line => line.Length > 0 && matches(line)) is { } earlier)
                return earlier;
            _waiting.Add((matches, seen));
        }

        var exit = _process.WaitForExitAsync();
        var first = await Task.WhenAny(seen.Task, exit).WaitAsync(Limit);
        return first == seen.Task ? await seen.Task : throw new InvalidOperationException($"ended without the line; it printed:\n{All}");
    }

    public async Task<SutlerResult> EndAsync()
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"still running after {Limit}; it printed:\n{All}");
        }

        _process.WaitForExit();
        lock (_gate)
            return new SutlerResult(_process.ExitCode, _all.ToString(), _output.LastOrDefault(line => line.Length > 0));
    }

    /// <summary>Ends the process at once, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync().WaitAsync(Limit);
    }

    /// <summary>Sends a signal by name, such as <c>INT</c>.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Limit);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void OnLine(string? line, bool isOutput)
    {
        if (line is null)
            return;
        List<TaskCompletionSource<string>> seen;
        lock (_gate)
        {
            _all.Append(line).Append('\n');
            if (isOutput)
                _output.Add(line);
            seen = [.. _waiting.Where(w => w.Matches(line)).Select(w => w.Seen)];
        }

        seen.ForEach(s => s.TrySetResult(line));
    }
}
