using System.Globalization;

namespace Sutler.Testing;

/// <summary>What happens to one call instead of the plain answer. Steps in order: wait, fail or do, lose or answer.</summary>
public sealed record ScriptedFault
{
    /// <summary>Waited for before anything is done.</summary>
    public Func<CancellationToken, Task>? Before { get; init; }

    /// <summary>Waited for between doing and answering.</summary>
    public Func<CancellationToken, Task>? After { get; init; }

    /// <summary>Answered with this status; null for what the call deserves.</summary>
    public int? Status { get; init; }

    /// <summary>Body of that answer.</summary>
    public string? Body { get; init; }

    public string? RetryAfter { get; init; }

    /// <summary>Whether the call is carried out all the same.</summary>
    public bool Does { get; init; }

    /// <summary>The connection is broken instead of an answer.</summary>
    public bool Breaks { get; init; }

    /// <summary>Carried out, and the answer lost.</summary>
    public static ScriptedFault LoseAnswer { get; } = new() { Does = true, Breaks = true };

    /// <summary>The connection breaks before anything is done.</summary>
    public static ScriptedFault LoseRequest { get; } = new() { Breaks = true };

    /// <summary>Carried out, and answered 500.</summary>
    public static ScriptedFault FailAfterDoing { get; } = new() { Does = true, Status = 500 };

    /// <summary>503 at once, without Retry-After.</summary>
    public static ScriptedFault Unavailable { get; } = new() { Status = 503 };

    /// <summary>Answered with a status and nothing done.</summary>
    public static ScriptedFault Answer(int status, string? body = null) => new() { Status = status, Body = body };

    /// <summary>429 with Retry-After in seconds.</summary>
    public static ScriptedFault Throttle(int seconds) => new() { Status = 429, RetryAfter = seconds.ToString(CultureInfo.InvariantCulture) };

    /// <summary>429 with Retry-After as a date.</summary>
    public static ScriptedFault ThrottleUntil(DateTimeOffset time) => new() { Status = 429, RetryAfter = time.ToString("R", CultureInfo.InvariantCulture) };

    /// <summary>Answers as it should, later.</summary>
    public static ScriptedFault Slow(TimeSpan time) => new() { Does = true, Before = token => Task.Delay(time, TimeProvider.System, token) };

    /// <summary>Carried out and answered once the task has ended.</summary>
    public static ScriptedFault HoldBefore(Task release) => new() { Does = true, Before = token => release.WaitAsync(token) };

    /// <summary>Carried out at once; answered once the task has ended.</summary>
    public static ScriptedFault HoldAfter(Task release) => new() { Does = true, After = token => release.WaitAsync(token) };
}
