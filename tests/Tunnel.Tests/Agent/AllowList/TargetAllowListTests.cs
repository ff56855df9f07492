using Sutler.Tunnel.Agent;
using Sutler.Tunnel.Agent.AllowList;

namespace Sutler.Tunnel.Tests.Agent.AllowList;

public sealed class TargetAllowListTests
{
    private static readonly TargetAllowList Standard = new(TargetAllowList.Default(8585, null));

    private static readonly TargetAllowList Narrow = new(
        [new AllowRule { Url = "https://App.example.com/ecma2host_demo/" }, new AllowRule { Url = "http://10.0.0.7:81" }]);

    [Theory]
    [InlineData("GET", "https://localhost:8585", "/ecma2host_demo/scim/Users?filter=a%20eq%20%22b%2Fc..%22")]
    [InlineData("POST", "https://localhost:8585", "/")]
    [InlineData("PATCH", "https://127.0.0.1:8585", "/x/")]
    [InlineData("DELETE", "https://[::1]:8585", "/x/EMP_2E1~2")]
    [InlineData("PUT", "https://LOCALHOST:8585", "/x/a..b/.hidden")]
    [InlineData("HEAD", "https://localhost:8585", "/x?")]
    public void Allows_the_standard_target(string method, string target, string path) =>
        Standard.Check(method, target, path).Url!.ToString().ShouldStartWith("https://");

    [Theory]
    [InlineData("OPTIONS", "https://localhost:8585", "/")]
    [InlineData("TRACE", "https://localhost:8585", "/")]
    [InlineData("CONNECT", "https://localhost:8585", "/")]
    [InlineData("get", "https://localhost:8585", "/")]
    [InlineData("GET", "http://localhost:8585", "/")]
    [InlineData("GET", "https://localhost:8586", "/")]
    [InlineData("GET", "https://localhost", "/")]
    [InlineData("GET", "https://localhost:8585@evil.example", "/")]
    [InlineData("GET", "https://user@localhost:8585", "/")]
    [InlineData("GET", "https://localhost:8585/", "/")]
    [InlineData("GET", "https://localhost:8585/../", "/")]
    [InlineData("GET", "https://localhost:8585#", "/")]
    [InlineData("GET", "https://localhost:8585?", "/")]
    [InlineData("GET", "https://localhost.:8585", "/")]
    [InlineData("GET", "https://localhost.evil.example:8585", "/")]
    [InlineData("GET", "https://127.1:8585", "/")]
    [InlineData("GET", "https://2130706433:8585", "/")]
    [InlineData("GET", "https://0x7f000001:8585", "/")]
    [InlineData("GET", "https://0.0.0.0:8585", "/")]
    [InlineData("GET", "https://127.0.0.2:8585", "/")]
    [InlineData("GET", "https://[::ffff:127.0.0.1]:8585", "/")]
    [InlineData("GET", "https://[0:0:0:0:0:0:0:1]:8585", "/")]
    [InlineData("GET", "https:localhost:8585", "/")]
    [InlineData("GET", "file:///etc/passwd", "/")]
    [InlineData("GET", " https://localhost:8585", "/")]
    [InlineData("GET", "https://localhost:8585, https://localhost:8585", "/")]
    [InlineData("GET", "", "/")]
    [InlineData("GET", "https://localhost:8585", "")]
    [InlineData("GET", "https://localhost:8585", "*")]
    [InlineData("GET", "https://localhost:8585", "@evil.example/")]
    [InlineData("GET", "https://localhost:8585", "https://evil.example/")]
    [InlineData("GET", "https://localhost:8585", "//evil.example/")]
    [InlineData("GET", "https://localhost:8585", "/a//b")]
    [InlineData("GET", "https://localhost:8585", "/a/../b")]
    [InlineData("GET", "https://localhost:8585", "/..")]
    [InlineData("GET", "https://localhost:8585", "/./a")]
    [InlineData("GET", "https://localhost:8585", "/a/..;/b")]
    [InlineData("GET", "https://localhost:8585", "/a/%2e%2e/b")]
    [InlineData("GET", "https://localhost:8585", "/a/%2E./b")]
    [InlineData("GET", "https://localhost:8585", "/a%2fb")]
    [InlineData("GET", "https://localhost:8585", "/a%2Fb")]
    [InlineData("GET", "https://localhost:8585", "/a%5cb")]
    [InlineData("GET", "https://localhost:8585", "/a%252fb")]
    [InlineData("GET", "https://localhost:8585", "/a\\b")]
    [InlineData("GET", "https://localhost:8585", "/a%00")]
    [InlineData("GET", "https://localhost:8585", "/a b")]
    [InlineData("GET", "https://localhost:8585", "/a\r\nHost: x")]
    [InlineData("GET", "https://localhost:8585", "/a?b\nc")]
    [InlineData("GET", "https://localhost:8585", "/a#b")]
    [InlineData("GET", "https://localhost:8585", "/ü")]
    public void Refuses_everything_else(string method, string target, string path)
    {
        var verdict = Standard.Check(method, target, path);

        verdict.Url.ShouldBeNull();
        verdict.Reason.ShouldNotBeNullOrEmpty();
        verdict.Reason!.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("https://app.example.com", "/ecma2host_demo", true)]
    [InlineData("https://app.example.com", "/ecma2host_demo/scim", true)]
    [InlineData("https://app.example.com", "/ecma2host_demo?x=/other", true)]
    [InlineData("https://app.example.com", "/ecma2host_demo2/scim", false)]
    [InlineData("https://app.example.com", "/Ecma2host_demo/scim", false)]
    [InlineData("https://app.example.com", "/", false)]
    [InlineData("https://app.example.com:443", "/ecma2host_demo", false)]
    [InlineData("http://10.0.0.7:81", "/anything", true)]
    [InlineData("http://10.0.0.7", "/anything", false)]
    public void Keeps_to_the_prefix_of_a_rule(string target, string path, bool allowed) =>
        (Narrow.Check("GET", target, path).Url is not null).ShouldBe(allowed);

    [Fact]
    public void Sends_the_path_exactly_as_it_was_checked()
    {
        const string Path = "/scim/Users/a%41%7Eb?filter=x%2F..%2F%22";

        Standard.Check("GET", "https://localhost:8585", Path).Url!.PathAndQuery.ShouldBe(Path);
    }

    [Theory]
    [InlineData("localhost:8585")]
    [InlineData("ftp://localhost")]
    [InlineData("https://user:password@localhost")]
    [InlineData("https://localhost/?x")]
    [InlineData("")]
    public void Refuses_a_rule_that_is_not_a_plain_url(string url) =>
        Should.Throw<AgentConfigException>(() => new TargetAllowList([new AllowRule { Url = url }])).Message.ShouldContain("https://localhost:8585/");
}
