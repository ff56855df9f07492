using System.Net;

namespace Sutler.Tunnel.Relay;

/// <summary>
/// Carries requests to what stands behind one group's agents. A request that was certainly not sent goes to another agent; every other failure is
/// told as <see cref="TunnelException"/> with what may have become of the request.
/// </summary>
internal sealed class RelayHandler(string group, Relay relay) : HttpMessageHandler
{
    private static readonly AgentTunnel[] None = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var deadline = new RequestDeadline(relay.Options.RequestDeadline, relay.Options.TimeProvider, cancellationToken);
        var dressed = TunneledRequest.Dress(request, relay.Options.RequestDeadline);
        try
        {
            return await SendToSomeAgentAsync(request, dressed, deadline);
        }
        catch
        {
            deadline.Dispose();
            throw;
        }
        finally
        {
            dressed.Undress();
        }
    }

    private async Task<HttpResponseMessage> SendToSomeAgentAsync(HttpRequestMessage request, TunneledRequest dressed, RequestDeadline deadline)
    {
        List<AgentTunnel>? tried = null;
        TunnelException? last = null;
        while (true)
        {
            var tunnel = await EnterAsync((IReadOnlyCollection<AgentTunnel>?)tried ?? None, last, deadline);
            try
            {
                return await ExchangeAsync(tunnel, request, dressed, deadline);
            }
            catch (TunnelException e) when (e.Outcome is TunnelOutcome.NotSent)
            {
                if (!ReplayableContent.Is(request.Content))
                    throw;
                (tried ??= []).Add(tunnel);
                last = e;
            }
        }
    }

    private async ValueTask<AgentTunnel> EnterAsync(IReadOnlyCollection<AgentTunnel> tried, TunnelException? last, RequestDeadline deadline)
    {
        deadline.ThrowIfOver(TunnelOutcome.NotSent);
        if (relay.IsStopping)
            throw new TunnelException(TunnelOutcome.NotSent, "The service is stopping and sends nothing more to agents.");
        if (relay.Registry.TryEnter(group, tried) is { } tunnel)
            return tunnel;

        // An agent that answered and could not reach the target stays connected: waiting for another one would only delay the news.
        if (last is not null && last.InnerException is null)
            throw last;

        return await relay.WaitForAgentAsync(group, tried, deadline.Token) ?? throw NoAgent(last, deadline);
    }

    private TunnelException NoAgent(TunnelException? last, RequestDeadline deadline)
    {
        deadline.ThrowIfOver(TunnelOutcome.NotSent);
        return new TunnelException(
            TunnelOutcome.NotSent,
            $"No agent of group '{group}' is connected (waited {relay.Options.ConnectWait.TotalSeconds:0.#} s). "
            + "Start an agent of this group, or see in the log of the agent why it cannot connect.",
            last);
    }

    private static async Task<HttpResponseMessage> ExchangeAsync(
        AgentTunnel tunnel, HttpRequestMessage request, TunneledRequest dressed, RequestDeadline deadline)
    {
        var handedOver = false;
        try
        {
            var response = await tunnel.SendAsync(request, deadline.Token);
            if (response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout)
                await AgentProblem.ThrowIfAnyAsync(response, deadline.Token);

            handedOver = await RelayedContent.AttachAsync(response, tunnel, deadline);
            return response;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && e is not TunnelException)
        {
            deadline.ThrowIfOver(TunnelOutcome.MayHaveRun);
            throw TunnelFailure.From(e, tunnel, dressed.Target);
        }
        finally
        {
            if (!handedOver)
                tunnel.Leave();
        }
    }
}
