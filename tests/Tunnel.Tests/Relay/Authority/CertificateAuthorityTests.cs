using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sutler.Testing;
using Sutler.Tunnel.Relay.Authority;
using Sutler.Tunnel.Trust;

namespace Sutler.Tunnel.Tests.Relay.Authority;

public sealed class CertificateAuthorityTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly CertificateAuthority _authority;

    public CertificateAuthorityTests() => _authority = CertificateAuthority.Create("test", _time);

    [Fact]
    public void Accepts_what_it_issued_in_its_role_and_in_no_other()
    {
        using var agent = Leaf(_authority.IssueAgent(Request(), "agent-1"));
        using var service = _authority.IssueServer("node-1", ["localhost"]);
        using var node = _authority.IssueNode("node-1", ["localhost"]);

        _authority.Verify(agent, CertificateRole.Agent).Name.ShouldBe("agent-1");
        _authority.Verify(service, CertificateRole.Service).Name.ShouldBe("node-1");
        _authority.Verify(node, CertificateRole.Node).Name.ShouldBe("node-1");
        foreach (var (certificate, own) in new[] { (agent, CertificateRole.Agent), (service, CertificateRole.Service), (node, CertificateRole.Node) })
        {
            foreach (var other in Enum.GetValues<CertificateRole>().Except([own]))
                _authority.Verify(certificate, other).Accepted.ShouldBeFalse($"{own} as {other}");
        }
    }

    [Fact]
    public void Refuses_an_issuing_certificate_as_an_agent() =>
        _authority.Verify(_authority.IssuingCertificate, CertificateRole.Agent).Reason.ShouldNotBeNull();

    [Fact]
    public void Refuses_a_certificate_after_its_end_and_long_before_its_begin()
    {
        using var agent = Leaf(_authority.IssueAgent(Request(), "agent-1", TimeSpan.FromDays(1)));

        _time.Advance(TimeSpan.FromHours(23));
        _authority.Verify(agent, CertificateRole.Agent).Accepted.ShouldBeTrue();
        _time.Advance(TimeSpan.FromHours(2));

        _authority.Verify(agent, CertificateRole.Agent).Reason!.ShouldContain("NotTimeValid");
    }

    [Fact]
    public void Dates_back_for_clocks_that_differ()
    {
        using var agent = Leaf(_authority.IssueAgent(Request(), "agent-1"));

        agent.NotBefore.ToUniversalTime().ShouldBeLessThan(_time.GetUtcNow().UtcDateTime.AddMinutes(-5));
    }

    [Fact]
    public void Gives_a_valid_certificate_each_time_for_the_same_request()
    {
        var request = Request();
        using var first = Leaf(_authority.IssueAgent(request, "agent-1"));
        using var second = Leaf(_authority.IssueAgent(request, "agent-1"));

        first.SerialNumber.ShouldNotBe(second.SerialNumber);
        _authority.Verify(first, CertificateRole.Agent).Accepted.ShouldBeTrue();
        _authority.Verify(second, CertificateRole.Agent).Accepted.ShouldBeTrue();
    }

    [Fact]
    public void Sets_the_subject_itself()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=admin", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var agent = Leaf(_authority.IssueAgent(request.CreateSigningRequestPem(), "agent-1"));

        agent.Subject.ShouldContain("CN=agent-1");
        agent.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority.ShouldBeFalse();
    }

    [Fact]
    public void Refuses_weak_keys()
    {
        using var small = RSA.Create(2048);
        var rsa = new CertificateRequest("CN=x", small, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequestPem();

        Should.Throw<CertificateRequestException>(() => _authority.IssueAgent(rsa, "agent-1")).Message.ShouldContain("3072");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----")]
    public void Refuses_what_is_not_a_request(string pem) => Should.Throw<CertificateRequestException>(() => _authority.IssueAgent(pem, "agent-1"));

    [Fact]
    public void Refuses_a_request_that_its_key_did_not_sign()
    {
        var request = Request();
        var der = Convert.FromBase64String(request[PemEncoding.Find(request).Base64Data]);
        der[^1] ^= 1;

        Should.Throw<CertificateRequestException>(() => _authority.IssueAgent(PemEncoding.WriteString("CERTIFICATE REQUEST", der), "agent-1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("ä")]
    public void Refuses_names_that_could_be_read_in_two_ways(string name) =>
        Should.Throw<ArgumentException>(() => _authority.IssueAgent(Request(), name));

    [Fact]
    public void Comes_back_from_its_export_with_the_same_powers()
    {
        using var before = Leaf(_authority.IssueAgent(Request(), "agent-1"));
        var back = CertificateAuthority.Import(_authority.Export(Key), Key, _time);
        using var after = Leaf(back.IssueAgent(Request(), "agent-2"));

        back.Verify(before, CertificateRole.Agent).Accepted.ShouldBeTrue();
        _authority.Verify(after, CertificateRole.Agent).Accepted.ShouldBeTrue();
        back.RotateIssuing("test").RootPem.ShouldBe(_authority.RootPem);
    }

    [Fact]
    public void Does_not_come_back_with_another_key()
    {
        var export = _authority.Export(Key);

        Should.Throw<CryptographicException>(() => CertificateAuthority.Import(export, RandomNumberGenerator.GetBytes(32), _time));
    }

    [Fact]
    public void Works_without_the_root_key_but_for_rotation()
    {
        var offline = CertificateAuthority.Import(_authority.Export(Key) with { RootKey = null }, Key, _time);

        using var agent = Leaf(offline.IssueAgent(Request(), "agent-1"));
        _authority.Verify(agent, CertificateRole.Agent).Accepted.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => offline.RotateIssuing("test"));
    }

    [Fact]
    public void Accepts_certificates_of_before_and_after_a_rotation()
    {
        using var before = Leaf(_authority.IssueAgent(Request(), "agent-1"));
        var rotated = CertificateAuthority.Import(_authority.RotateIssuing("test").Export(Key), Key, _time);
        using var after = Leaf(rotated.IssueAgent(Request(), "agent-2"));

        rotated.Verify(before, CertificateRole.Agent).Accepted.ShouldBeTrue();
        rotated.Verify(after, CertificateRole.Agent).Accepted.ShouldBeTrue();
    }

    [Fact]
    public void Never_outlives_the_authority_that_signs()
    {
        using var agent = Leaf(_authority.IssueAgent(Request(), "agent-1", TimeSpan.FromDays(5000)));

        new DateTimeOffset(agent.NotAfter.ToUniversalTime(), TimeSpan.Zero).ShouldBeLessThanOrEqualTo(_authority.IssuingNotAfter);
    }

    private static X509Certificate2 Leaf(IssuedCertificate issued) => X509Certificate2.CreateFromPem(issued.Chain);

    private static string Request()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
    }
}
