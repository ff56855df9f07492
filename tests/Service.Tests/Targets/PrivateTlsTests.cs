using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Sutler.Scim.Client;
using Sutler.Service.Applications;
using Sutler.Service.Jobs;
using Sutler.Service.Targets;
using Sutler.Service.Targets.Probing;

namespace Sutler.Service.Tests.Targets;

/// <summary>Targets with a CA of their own, with client certificates, and with redirects to elsewhere (S/SCIM-43).</summary>
public sealed class PrivateTlsTests : IAsyncLifetime
{
    private const string Empty = """{"totalResults":0,"Resources":[]}""";
    private readonly X509Certificate2 _authority = Authority();
    private readonly TargetOptions _options = new() { AllowLoopback = true, CertificateFolder = System.IO.Directory.CreateTempSubdirectory("sutler-tls-").FullName };
    private WebApplication _app = null!;
    private string? _clientSeen;
    private bool _redirects;
    private int _requests;

    public async ValueTask InitializeAsync()
    {
        using var made = Signed("CN=localhost", server: true);
        var server = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(https =>
        {
            https.ServerCertificate = server;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.AllowAnyClientCertificate();
        })));
        _app = builder.Build();
        _app.Run(async context =>
        {
            _requests++;
            _clientSeen = context.Connection.ClientCertificate?.Subject;
            if (_redirects)
                context.Response.Redirect("https://elsewhere.example/scim/Users");
            else
                await context.Response.WriteAsync(Empty);
        });
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _authority.Dispose();
        System.IO.Directory.Delete(_options.CertificateFolder, recursive: true);
    }

    [Fact]
    public async Task Refuses_a_certificate_that_nobody_vouches_for()
    {
        var result = await CountAsync();
        (result.Outcome, _requests).ShouldBe((ScimOutcome.NotSent, 0));
    }

    [Fact]
    public async Task Trusts_the_CA_that_the_application_names()
    {
        (await CountAsync(("TrustedCertificates", _authority.ExportCertificatePem()))).IsDone.ShouldBeTrue();
        await File.WriteAllTextAsync(Path.Combine(_options.CertificateFolder, "ca.pem"), _authority.ExportCertificatePem());
        (await CountAsync(("TrustedCertificates", "file:ca.pem"))).IsDone.ShouldBeTrue();
        (await CountAsync(("TrustedCertificates", "file:../../etc/passwd"))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Shows_a_client_certificate()
    {
        using var client = Signed("CN=sutler", server: false);
        var pem = client.ExportCertificatePem() + "\n" + client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();
        (await CountAsync(("TrustedCertificates", _authority.ExportCertificatePem()), ("ClientCertificate", pem))).IsDone.ShouldBeTrue();
        _clientSeen.ShouldBe("CN=sutler");
    }

    [Fact]
    public async Task Follows_no_redirect()
    {
        _redirects = true;
        var result = await CountAsync(("TrustedCertificates", _authority.ExportCertificatePem()));
        (result.Outcome, result.Status, _requests).ShouldBe((ScimOutcome.Refused, 302, 1));
    }

    [Fact]
    public async Task Shows_the_chain_and_why_it_is_not_trusted()
    {
        var run = new ProbeRun(TimeProvider.System);
        var facts = await new ConnectionProbe(_options, TimeProvider.System).RunAsync(run, new TargetSecrets(Secrets()), CancellationToken.None);
        run.Steps.Select(step => (step.Name, step.Outcome)).ShouldBe([("dns", ProbeStep.Passed), ("tls", ProbeStep.Failed)]);
        run.Steps[1].Detail.ShouldContain("TrustedCertificates");
        (facts!.Chain[0].Subject, facts.Chain[0].Issuer).ShouldBe(("CN=localhost", "CN=Test CA"));
        _requests.ShouldBe(0);

        run = new ProbeRun(TimeProvider.System);
        await new ConnectionProbe(_options, TimeProvider.System).RunAsync(run, new TargetSecrets(Secrets(("TrustedCertificates", _authority.ExportCertificatePem()))), CancellationToken.None);
        run.Steps[1].Outcome.ShouldBe(ProbeStep.Passed, run.Steps[1].Detail);
    }

    private async Task<ScimResult> CountAsync(params (string, string)[] secrets)
    {
        using var clients = new TargetClients(null!, new EngineOptions(), _options, new TargetReportStore(null!));
        return await clients.Client(new ApplicationRow { Id = "a", DisplayName = "A" }, Secrets(secrets)).CountAsync(CancellationToken.None);
    }

    private ApplicationSecrets Secrets(params (string Key, string Value)[] more) => new(
        more.Append(("BaseAddress", $"https://localhost:{new Uri(_app.Urls.First()).Port}/scim")).Append(("SecretToken", "t")).ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal));

    private static X509Certificate2 Authority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test CA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
    }

    private X509Certificate2 Signed(string subject, bool server)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (server)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
        }

        using var signed = request.Create(_authority, TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddDays(1), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
