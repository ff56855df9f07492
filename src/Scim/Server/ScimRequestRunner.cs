using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Server;

/// <summary>
/// Takes a request from its arrival to its answer: finds the endpoint, checks the token, dispatches, writes what comes back, and turns
/// every exception into an error answer. Holds no state of a request; any number run at once.
/// </summary>
internal sealed partial class ScimRequestRunner(int prefixSegments, ScimGuard guard, ILogger<ScimRequestRunner> log)
{
    public async Task RunAsync(HttpContext context)
    {
        try
        {
            var answer = await AnswerAsync(context);
            await ScimResponse.WriteAsync(context.Response, answer);
        }
        catch (ScimException exception)
        {
            LogRefusal(log, exception.Error.Status, exception.Error.ScimType, exception.Error.Detail);
            await FailAsync(context, exception.Error);
        }
        catch (BadHttpRequestException exception)
        {
            await FailAsync(context, new ScimError(exception.StatusCode, null, "The request is not valid HTTP, or larger than is accepted."));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
#pragma warning disable CA1031 // The edge: whatever went wrong, the client gets an answer, and the log gets the cause.
        catch (Exception exception)
        {
            LogFailure(log, exception, context.Request.Method, context.Request.Path.Value ?? "");
            await FailAsync(context, new ScimError(500, null, "The server failed. Its log says why; try again later."));
        }
#pragma warning restore CA1031
    }

    private ValueTask<ScimAnswer> AnswerAsync(HttpContext context)
    {
        var endpoint = guard.Admit(context);
        return ScimDispatcher.DispatchAsync(new ScimCallContext(context, endpoint, ScimRoute.Read(context.Request, prefixSegments), log));
    }

    private static async Task FailAsync(HttpContext context, ScimError error)
    {
        if (context.Response.HasStarted)
        {
            // A whole status cannot be taken back: break the answer off, so that nobody takes the part for the whole.
            context.Abort();
            return;
        }
        await ScimResponse.WriteAsync(context.Response, error);
    }
}
