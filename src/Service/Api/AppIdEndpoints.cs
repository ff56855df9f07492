using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Sutler.Service.Applications;

namespace Sutler.Service.Api;

/// <summary>Lets Graph's other way of naming an application stand for the first: <c>servicePrincipals(appId='…')/…</c> is <c>servicePrincipals/{id}/…</c> (S/GRAPH, base).</summary>
internal sealed partial class AppIdEndpoints(RequestDelegate next, ApplicationStore applications)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var match = Addressed().Match(context.Request.Path.Value ?? "");
        if (match.Success)
        {
            var appId = match.Groups["appId"].Value;
            var id = await applications.FindByAppIdAsync(appId, context.RequestAborted) ?? $"appId={appId}";
            context.Request.Path = $"{match.Groups["before"].Value}/{id}{match.Groups["after"].Value}";
        }

        await next(context);
    }

    [GeneratedRegex(@"^(?<before>/(?:v1\.0|beta)/(?:servicePrincipals|applications))\(appId='(?<appId>[0-9A-Za-z-]{1,64})'\)(?<after>/.*)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Addressed();
}
