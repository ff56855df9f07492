using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Service.Api;

namespace Sutler.Service.Tests.Api;

public sealed class RouteTests
{
    /// <summary>Open on purpose: the description, health, joining, signing in and setting up.</summary>
    private static readonly string[] Open = ["/", "/openapi/{documentName}.json", "/health/live", "/health/ready", "/api/v1/agents/join", "/api/v1/setup", "/api/v1/session"];

    [Fact]
    public async Task Every_route_needs_a_token_has_a_role_and_is_described()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var described = (await service.GetAsync("/openapi/v1.json"))["paths"]!.AsObject();
        using var nobody = new HttpClient { BaseAddress = service.Http.BaseAddress };
        var wrong = new List<string>();
        foreach (var (method, path, endpoint) in Routes(service))
        {
            if (endpoint.Metadata.GetMetadata<OpenToAll>() is not null)
            {
                if (!Open.Contains(path))
                    wrong.Add($"{method} {path} is open to all");
                continue;
            }

            var operation = described[path]?[method.ToLowerInvariant()];
            if (operation?["summary"] is null && path.StartsWith("/api/v1/", StringComparison.Ordinal))
                wrong.Add($"{method} {path} has no summary in the description");
            if (operation?["security"] is null || operation["description"]?.ToString().StartsWith("Needs the role ", StringComparison.Ordinal) is not true)
                wrong.Add($"{method} {path} does not say in the description that it needs a token and a role");
        }

        wrong.ShouldBeEmpty();
        using var answer = await nobody.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/v1.0/servicePrincipals/x"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task No_route_that_changes_something_is_open_to_readers()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        Routes(service)
            .Where(route => route.Method is not ("GET" or "HEAD") && route.Endpoint.Metadata.GetMetadata<OpenToAll>() is null)
            .Where(route => Access.Of(route.Endpoint, route.Method) is { Role: Role.Reader } access && access != Access.Own)
            // These take a body and change nothing.
            .Where(route => !route.Path.EndsWith("/schema/lint", StringComparison.Ordinal) && !route.Path.EndsWith("/schema/parseExpression", StringComparison.Ordinal))
            .Select(route => $"{route.Method} {route.Path}")
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Describes_how_one_signs_in_and_how_errors_look()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var document = await service.GetAsync("/openapi/v1.json");
        document["components"]!["securitySchemes"]!["bearer"]!["scheme"]!.ToString().ShouldBe("bearer");
        document["components"]!["schemas"]!["error"]!["properties"]!["error"]!["properties"]!.AsObject().Select(property => property.Key).ShouldBe(["code", "message", "innerError"]);
        document["paths"]!["/v1.0/users"]!["get"]!["responses"]!["401"].ShouldNotBeNull();
        document["paths"]!["/api/v1/session"]!["post"]!["security"].ShouldBeNull();
    }

    private static IEnumerable<(string Method, string Path, RouteEndpoint Endpoint)> Routes(ServiceUnderTest service) =>
        from endpoint in service.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint);
}
