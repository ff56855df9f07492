using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sutler.Host.Certificates;
using Sutler.Host.Tests.Admin;
using Sutler.Testing;

namespace Sutler.Host.Tests.Certificates;

public sealed class SuppliedCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("sutler-supplied-").FullName;
    private readonly ManualTimeProvider _clock = new(Now);
    private readonly List<string> _log = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Takes_pem_and_pfx_and_picks_up_a_changed_file()
    {
        var source = WritePem("a", Make("a.contoso.com"));
        var certificate = Certificate(source);
        certificate.Prepare();
        certificate.Current.MatchesHostname("a.contoso.com").ShouldBeTrue();

        WritePem("a", Make("b.contoso.com"));
        certificate.Refresh();
        certificate.Current.MatchesHostname("b.contoso.com").ShouldBeTrue();
        certificate.Problem.ShouldBeNull();

        File.WriteAllText(Path.Combine(_folder, "pw"), "pfx-password");
        File.WriteAllBytes(Path.Combine(_folder, "c.pfx"), Make("c.contoso.com").Export(X509ContentType.Pkcs12, "pfx-password"));
        var pfx = Certificate(new CertificateSource { File = Path.Combine(_folder, "c.pfx"), IsPfx = true, Password = "file:pw" });
        pfx.Prepare();
        pfx.Current.MatchesHostname("c.contoso.com").ShouldBeTrue();
    }

    [Fact]
    public void A_bad_one_is_refused_with_its_reason_and_the_old_one_goes_on()
    {
        var source = WritePem("a", Make("a.contoso.com"));
        var certificate = Certificate(source);
        certificate.Prepare();
        var thumbprint = certificate.Current.Thumbprint;
        var cases = new (Action Write, string Reason)[]
        {
            (() => WritePem("a", Make("a.contoso.com", days: -1)), "expired"),
            (() => File.WriteAllText(source.KeyFile!, Make("other").GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()), "do not belong together"),
            (() => File.WriteAllText(source.File, "garbage that is no certificate"), "cannot be used"),
            (() => File.Delete(source.File), "cannot be read"),
            (() => WritePem("a", MakeRsa(1024)), "1024 bits"),
            (() => WritePem("a", Make("a.contoso.com", usage: "1.3.6.1.5.5.7.3.2")), "not meant for servers"),
        };
        foreach (var (write, reason) in cases)
        {
            write();
            certificate.Refresh();
            certificate.Problem.ShouldNotBeNull(reason);
            certificate.Problem.ShouldContain(reason);
            certificate.Current.Thumbprint.ShouldBe(thumbprint);
        }

        WritePem("a", Make("back.contoso.com"));
        certificate.Refresh();
        certificate.Problem.ShouldBeNull();
        certificate.Current.MatchesHostname("back.contoso.com").ShouldBeTrue();
        File.Delete(source.File);
        Should.Throw<HostCertificateException>(() => Certificate(source).Prepare()).Message.ShouldContain("cannot be read");
    }

    [Fact]
    public void Warns_once_at_60_30_and_7_days()
    {
        var certificate = Certificate(WritePem("a", Make("localhost", days: 90)));
        certificate.Prepare();
        List<int> warned = [];
        for (var day = 0; day < 89; day++)
        {
            var before = _log.Count(line => line.Contains(" 2006 ", StringComparison.Ordinal));
            certificate.Prepare();
            if (_log.Count(line => line.Contains(" 2006 ", StringComparison.Ordinal)) > before)
                warned.Add(CertificateRules.DaysLeft(certificate.Current, _clock.GetUtcNow()));
            _clock.Advance(TimeSpan.FromDays(1));
        }

        warned.ShouldBe([60, 30, 7]);
        CertificateInfo.Of(certificate.Loaded, _clock.GetUtcNow())["warnings"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public void Warns_of_a_name_that_no_tenant_url_has()
    {
        var certificate = Make("elsewhere.contoso.com");
        CertificateRules.Warnings(certificate, Now, "hosty").ShouldHaveSingleItem().ShouldContain("elsewhere.contoso.com");
        CertificateRules.Warnings(Make("hosty"), Now, "hosty").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_port_shows_an_installed_certificate_without_a_restart_and_after_one()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        var port = HostRole.Port(host.App);
        var generated = await ShownAsync(port);
        using (var admin = new AdminClient(host.Folder))
        {
            var pem = Pem(Make("localhost", from: TimeProvider.System.GetUtcNow()));
            (await admin.SendAsync(HttpMethod.Put, "/certificate", "not a certificate")).Status.ShouldBe(422);
            (await ShownAsync(port)).ShouldBe(generated);
            var (status, body, _) = await admin.SendAsync(HttpMethod.Put, "/certificate", pem);
            status.ShouldBe(200, body?.ToString());
            body!["source"]!.ToString().ShouldBe("supplied");
            body.ToJsonString().ShouldNotContain("PRIVATE");
            (await ShownAsync(port)).ShouldBe(body["thumbprint"]!.ToString());
        }

        var installed = await ShownAsync(port);
        await host.StopAsync();
        await host.StartReadyAsync();
        (await ShownAsync(HostRole.Port(host.App))).ShouldBe(installed);
        using var again = new AdminClient(host.Folder);
        (await again.SendAsync(HttpMethod.Delete, "/certificate")).Body!["source"]!.ToString().ShouldBe("generated");
        (await ShownAsync(HostRole.Port(host.App))).ShouldBe(generated);
        (await again.PostAsync("/certificate/renew")).Body!["thumbprint"]!.ToString().ShouldNotBe(generated);
    }

    /// <summary>A hello as an old client sends it, so that what refuses is the host and not this machine's own library (H/SCIM-19).</summary>
    [Theory]
    [InlineData(0x0301)]
    [InlineData(0x0302)]
    public async Task Refuses_tls_below_1_2(int version)
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("localhost", HostRole.Port(host.App), TestContext.Current.CancellationToken);
        await tcp.GetStream().WriteAsync(Hello((byte)(version >> 8), (byte)version), TestContext.Current.CancellationToken);
        var answer = new byte[7];
        var read = await tcp.GetStream().ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, TestContext.Current.CancellationToken);

        // Alert (21), fatal (2), protocol_version (70); or the connection is closed at once.
        if (read > 0)
            (answer[0], answer[5], answer[6]).ShouldBe(((byte)21, (byte)2, (byte)70));

        await using var stream = new SslStream(await OpenAsync(HostRole.Port(host.App)), false, Any);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = SslProtocols.Tls12 }, TestContext.Current.CancellationToken);
        stream.SslProtocol.ShouldBe(SslProtocols.Tls12);
    }

    private static byte[] Hello(byte major, byte minor)
    {
        byte[] body = [major, minor, .. new byte[32], 0, 0, 4, 0xc0, 0x13, 0x00, 0x2f, 1, 0];
        byte[] handshake = [1, 0, 0, (byte)body.Length, .. body];
        return [22, major, minor, 0, (byte)handshake.Length, .. handshake];
    }

    /// <summary>What is shown is looked at, not trusted.</summary>
    private static bool Any(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate is not null;

    private static async Task<NetworkStream> OpenAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync("localhost", port);
        return client.GetStream();
    }

    private static async Task<string> ShownAsync(int port)
    {
        await using var stream = new SslStream(await OpenAsync(port), false, Any);
        await stream.AuthenticateAsClientAsync("localhost");
        return ((X509Certificate2)stream.RemoteCertificate!).Thumbprint;
    }

    private HostCertificate Certificate(CertificateSource source) => new(
        new CertificateStore(_folder),
        new HostOptions { DataFolder = _folder, Clock = _clock, Certificate = source },
        new LoggerOf<HostCertificate>(_log));

    private CertificateSource WritePem(string name, X509Certificate2 certificate)
    {
        var source = new CertificateSource { File = Path.Combine(_folder, name + ".pem"), KeyFile = Path.Combine(_folder, name + ".key") };
        var key = certificate.GetECDsaPrivateKey()?.ExportPkcs8PrivateKeyPem() ?? certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(source.File, certificate.ExportCertificatePem());
        File.WriteAllText(source.KeyFile, key);
        return source;
    }

    private static string Pem(X509Certificate2 certificate) => $"{certificate.ExportCertificatePem()}\n{certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n";

    private static X509Certificate2 Make(string name, int days = 400, string usage = "1.3.6.1.5.5.7.3.1", DateTimeOffset? from = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Sign(new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256), name, (days, usage, from ?? Now));
    }

    private static X509Certificate2 MakeRsa(int bits)
    {
        using var key = RSA.Create(bits);
        return Sign(new CertificateRequest("CN=weak", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), "weak", (400, "1.3.6.1.5.5.7.3.1", Now));
    }

    private static X509Certificate2 Sign(CertificateRequest request, string name, (int Days, string Usage, DateTimeOffset From) life)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(life.Usage)], false));
        return request.CreateSelfSigned(life.From.AddDays(-300), life.From.AddDays(life.Days));
    }
}
