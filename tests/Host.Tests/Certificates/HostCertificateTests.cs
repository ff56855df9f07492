using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Sutler.Host.Certificates;

namespace Sutler.Host.Tests.Certificates;

public sealed class HostCertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sutler-cert-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Stays_the_same_until_two_thirds_of_its_life_and_keeps_its_authority_then()
    {
        var first = Prepare(0);
        var authority = File.ReadAllText(Authority);

        Prepare(480).Thumbprint.ShouldBe(first.Thumbprint);
        var renewed = Prepare(495);

        renewed.Thumbprint.ShouldNotBe(first.Thumbprint);
        File.ReadAllText(Authority).ShouldBe(authority);
        renewed.MatchesHostname("localhost").ShouldBeTrue();
        renewed.MatchesHostname("127.0.0.1").ShouldBeTrue();
        renewed.MatchesHostname("::1").ShouldBeTrue();
        renewed.MatchesHostname(Environment.MachineName).ShouldBeTrue();
    }

    [Fact]
    public void Is_taken_up_by_the_port_without_a_restart()
    {
        var clock = new MovedClock();
        var certificate = new HostCertificate(new CertificateStore(_folder), new HostOptions { DataFolder = _folder, Clock = clock }, NullLogger<HostCertificate>.Instance);
        certificate.Prepare();
        var first = certificate.Current.Thumbprint;

        clock.Offset = TimeSpan.FromDays(500);
        certificate.Prepare();

        certificate.Current.Thumbprint.ShouldNotBe(first);
    }

    [Fact]
    public void Repairs_what_a_crash_between_the_files_left()
    {
        Prepare(0);
        File.Delete(Authority);
        var kept = Prepare(0);
        File.Exists(Authority).ShouldBeTrue();

        File.Delete(Path.Combine(_folder, "host.key.pem"));
        Prepare(0).Thumbprint.ShouldNotBe(kept.Thumbprint);

        File.Delete(Path.Combine(_folder, "host-ca.key.pem"));
        var other = Prepare(0);
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Authority);
        other.Issuer.ShouldBe(authority.Subject);
        Chains(other, authority).ShouldBeTrue();
    }

    [Fact]
    public void Keeps_keys_from_other_accounts()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are a matter of Unix.");
            return;
        }

        Prepare(0);
        foreach (var name in new[] { "host.key.pem", "host-ca.key.pem" })
            File.GetUnixFileMode(Path.Combine(_folder, name)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.ReadAllText(Authority).ShouldNotContain("PRIVATE");
    }

    [Fact]
    public void Says_which_file_is_damaged()
    {
        Prepare(0);
        File.WriteAllText(Path.Combine(_folder, "host.key.pem"), "nonsense");
        Should.Throw<InvalidDataException>(() => Prepare(0)).Message.ShouldContain("host.key.pem");
    }

    private string Authority => Path.Combine(_folder, "host-ca.pem");

    private X509Certificate2 Prepare(int days)
    {
        var certificate = new HostCertificate(new CertificateStore(_folder), new HostOptions { DataFolder = _folder, Clock = new OffsetClock(TimeSpan.FromDays(days)) }, NullLogger<HostCertificate>.Instance);
        certificate.Prepare();
        return certificate.Current;
    }

    private static bool Chains(X509Certificate2 server, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(server);
    }

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
    }
}
