using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Sutler.Tunnel.Agent.AllowList;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Agent.Forwarding;

/// <summary>Everything that comes in through the tunnel ends here: checked against the allow-list, sent on, and answered.</summary>
internal sealed partial class Forwarder(TargetAllowList allowList, TargetClients clients, AgentOptions options, ILogger<Forwarder> logger)
{
    private static readonly TimeSpan LongestDeadline = TimeSpan.FromHours(1);

    public Task ForwardAsync(HttpContext context)
    {
        var target = context.Request.Headers[TunnelHeaders.Target];
        if (target.Count == 0)
            return GreetAsync(context);

        var path = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var verdict = allowList.Check(context.Request.Method, target.ToString(), path);
        if (verdict.Url is not null)
            return ExchangeAsync(context, verdict.Target!, verdict.Url);

        LogNotAllowed(verdict.Reason!);
        return FailAsync(context, ForwardFailure.NotAllowed(verdict.Reason!));
    }

    /// <summary>A request without a target is the service's greeting.</summary>
    private static Task GreetAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers[TunnelHeaders.Version] = TunnelHeaders.CurrentVersion;
        return Task.CompletedTask;
    }

    private async Task ExchangeAsync(HttpContext context, AllowedTarget target, Uri url)
    {
        using var deadline = new CancellationTokenSource(Deadline(context.Request), options.TimeProvider);
        await using var aborted = context.RequestAborted.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        try
        {
            using var request = MessageCopy.ToTarget(context, url, deadline.Token);
            using var response = await clients.For(target).SendAsync(request, deadline.Token);
            MessageCopy.HeadersFromTarget(response, context.Response);
            await MessageCopy.BodyFromTargetAsync(response, context.Response, deadline.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            await AnswerFailureAsync(context, target, e, deadline.IsCancellationRequested);
        }
    }

    private async Task AnswerFailureAsync(HttpContext context, AllowedTarget target, Exception cause, bool over)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return;

        var failure = over ? ForwardFailure.OutOfTime(target.Authority) : ForwardFailure.From(cause, target.Authority);
        LogTargetFailed(target.Authority, failure.Outcome, cause.Message);

        // With half an answer out, breaking off is the only way to say that the other half does not come.
        if (context.Response.HasStarted)
            context.Abort();
        else
            await FailAsync(context, failure);
    }

    private static Task FailAsync(HttpContext context, ForwardFailure failure)
    {
        context.Response.Clear();
        context.Response.StatusCode = (int)failure.Status;
        context.Response.Headers[TunnelHeaders.Outcome] = TunnelHeaders.Format(failure.Outcome);
        return ProblemBody.WriteAsync(context.Response, failure.Detail, context.RequestAborted);
    }

    private static TimeSpan Deadline(HttpRequest request)
    {
        var text = request.Headers[TunnelHeaders.Deadline].ToString();
        var known = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds);
        return known && milliseconds < LongestDeadline.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : LongestDeadline;
    }

    [LoggerMessage(1110, LogLevel.Warning, "A request of the service was refused: {Reason}")]
    private partial void LogNotAllowed(string reason);

    [LoggerMessage(1111, LogLevel.Warning, "Target {Target} gave no answer ({Outcome}): {Cause}")]
    private partial void LogTargetFailed(string target, TunnelOutcome outcome, string cause);
}
