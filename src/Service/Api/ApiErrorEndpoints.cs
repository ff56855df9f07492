using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sutler.Service.Api;

/// <summary>Turns refusals and faults into answers with Graph's envelope (S/GRAPH-24). A fault's details go to the log, never to the client.</summary>
internal sealed partial class ApiErrorEndpoints(RequestDelegate next, ILogger<ApiErrorEndpoints> logger, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (ApiException refused)
        {
            await WriteAsync(context, refused.Status, (refused.Code, refused.Message), time);
        }
        catch (BadHttpRequestException malformed)
        {
            await WriteAsync(context, malformed.StatusCode, ("badRequest", malformed.Message), time);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody reads an answer.
        }
        catch (Exception fault)
        {
            Failed(context.Request.Method, context.Request.Path, fault);
            await WriteAsync(context, 500, ("internalServerError", "The service failed. Its log says more, under this request's id."), time);
        }
    }

    public static async Task WriteAsync(HttpContext context, int status, (string Code, string Message) error, TimeProvider time)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(
            new
            {
                error = new
                {
                    code = error.Code,
                    message = error.Message,
                    innerError = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["request-id"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
                        ["date"] = time.GetUtcNow().ToString("s", CultureInfo.InvariantCulture),
                    },
                },
            },
            context.RequestAborted);
    }
}
