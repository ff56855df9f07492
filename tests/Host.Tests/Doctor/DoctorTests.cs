using Sutler.Host.Admin;
using Sutler.Host.Doctor;
using Sutler.Host.Tests.Admin;

namespace Sutler.Host.Tests.Doctor;

public sealed class DoctorTests
{
    [Fact]
    public async Task A_healthy_host_passes_every_check()
    {
        await using var host = new TestHost();
        host.Target.Fill(3);
        await host.StartReadyAsync();
        using var admin = new AdminClient(host.Folder);

        var report = (await admin.GetAsync("/doctor")).Body!;

        report["ok"]!.GetValue<bool>().ShouldBeTrue(report.ToJsonString());
        var checks = report["checks"]!.AsArray().Select(c => $"{c!["subject"]}/{c["check"]}").ToList();
        foreach (var check in new[] { "data folder/rights", "data folder/free space", "system/libraries", "certificate/rules", "connection demo/settings", "connection demo/target", "connection demo/schema", "connection demo/import", "connection demo/read one", "connection demo/cache" })
            checks.ShouldContain(check);
    }

    [Fact]
    public async Task Each_fault_is_named_with_its_remedy_while_no_host_runs()
    {
        await using var host = new TestHost();
        host.WriteConnection("broken", "name: broken");
        host.WriteConnection("nosecret", TestHost.Yaml().Replace("name: demo", "name: nosecret", StringComparison.Ordinal).Replace("demo.token", "absent.token", StringComparison.Ordinal));
        host.WriteConnection("notable", TestHost.Yaml().Replace("name: demo", "name: notable", StringComparison.Ordinal).Replace("table: Employees", "table: Nothing", StringComparison.Ordinal));
        host.WriteConnection("notarget", TestHost.Yaml().Replace("name: demo", "name: notarget", StringComparison.Ordinal).Replace("../target.db", "../absent/absent.db", StringComparison.Ordinal));

        var answer = await HostAdmin.Offline(new HostOptions { DataFolder = host.Folder }).SendAsync(new AdminRequest("GET", "/doctor"), TestContext.Current.CancellationToken);

        answer.Json!["ok"]!.GetValue<bool>().ShouldBeFalse();
        var failed = answer.Json["checks"]!.AsArray().Where(c => c!["level"]!.ToString() == "fail").ToList();
        foreach (var subject in new[] { "broken", "nosecret", "notable", "notarget" })
            failed.ShouldContain(c => c!["subject"]!.ToString() == "connection " + subject, answer.Json.ToJsonString());
        failed.ShouldContain(c => c!["message"]!.ToString().Contains("absent.token", StringComparison.Ordinal));
        answer.Json["checks"]!.AsArray().ShouldContain(c => c!["subject"]!.ToString() == "connection demo" && c["check"]!.ToString() == "import" && c["level"]!.ToString() == "warn");
    }

    [Theory]
    [InlineData("https://localhost:8585/ecma2host_demo/scim", FindingLevel.Ok)]
    [InlineData("https://host.contoso.com:8585/ecma2host_demo/scim/", FindingLevel.Ok)]
    [InlineData("https://localhost:8585/ecma2host_Demo/scim", FindingLevel.Fail)]
    [InlineData("https://localhost:8585/demo/scim", FindingLevel.Fail)]
    [InlineData("https://localhost:8585/ecma2host_/scim", FindingLevel.Fail)]
    [InlineData("http://localhost:8585/ecma2host_demo/scim", FindingLevel.Fail)]
    [InlineData("localhost", FindingLevel.Fail)]
    public void Tells_a_tenant_url_of_another_shape(string url, FindingLevel expected)
    {
        var finding = TenantUrl.Check(url, "demo");
        finding.Level.ShouldBe(expected);
        if (expected is FindingLevel.Fail)
            (finding.Message + finding.Remedy).ShouldContain("demo");
    }
}
