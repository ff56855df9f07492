using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Sutler.Tunnel.Tests.Kit;

namespace Sutler.Tunnel.Tests;

public sealed class TunnelTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Carries_a_request_to_the_target_and_its_answer_back()
    {
        await using var target = await TestTarget.StartAsync(_folder, async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            context.Response.StatusCode = 201;
            context.Response.Headers.ETag = "\"7\"";
            var (request, headers) = (context.Request, context.Request.Headers);
            await context.Response.WriteAsync(
                $"{request.Method} {request.Path}{request.QueryString} {headers.Authorization} {headers.IfMatch} {request.Host} {body}");
        });
        await using var service = await TestService.StartAsync();
        await using var agent = await TestAgent.StartAsync(service, _folder.Sub("agent"), target);
        using var client = service.Client();

        using var request = new HttpRequestMessage(HttpMethod.Patch, $"{target.Url}/scim/Users?filter=a%20eq%20%22b%2Fc%22");
        request.Content = new StringContent("hello");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "secret");
        request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"6\""));
        using var response = await client.SendAsync(request, TestLimits.Token());

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.ETag!.Tag.ShouldBe("\"7\"");
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            $"PATCH /scim/Users?filter=a%20eq%20%22b%2Fc%22 Bearer secret \"6\" localhost:{target.Port} hello");
        request.RequestUri!.AbsolutePath.ShouldBe("/scim/Users");
        request.Headers.Contains("Sutler-Target").ShouldBeFalse();
    }
}
