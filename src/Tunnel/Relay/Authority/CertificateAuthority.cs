using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sutler.Tunnel.Trust;

namespace Sutler.Tunnel.Relay.Authority;

/// <summary>
/// The service's own authority: a root that agents pin, and below it an issuing authority that signs. Immutable and safe to share between threads;
/// rotation gives a new one, which still accepts what the former issuing authorities have signed. It lives as long as the process.
/// </summary>
public sealed class CertificateAuthority
{
    private static readonly TimeSpan RootLife = TimeSpan.FromDays(3653);
    private static readonly TimeSpan IssuingLife = TimeSpan.FromDays(730);
    private static readonly TimeSpan AgentLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan ServerLife = TimeSpan.FromDays(90);

    /// <summary>Clocks differ: a fresh certificate is already valid where the clock is a little behind.</summary>
    private static readonly TimeSpan BackDating = TimeSpan.FromMinutes(10);

    private readonly X509Certificate2 _root;
    private readonly AuthorityKey? _rootKey;
    private readonly AuthorityKey _issuing;
    private readonly IReadOnlyList<X509Certificate2> _former;
    private readonly TimeProvider _time;

    private CertificateAuthority(Parts parts, TimeProvider time)
    {
        (_root, _rootKey, _issuing, _former) = parts;
        _time = time;
        Roots = new TrustedRoots([_root], [_issuing.Certificate, .. _former], time);
    }

    /// <summary>PEM of what agents pin.</summary>
    public string RootPem => _root.ExportCertificatePem();

    /// <summary>When the issuing authority ends; rotate it well before, by at least an agent certificate's life.</summary>
    public DateTimeOffset IssuingNotAfter => new(_issuing.Certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);

    internal X509Certificate2 IssuingCertificate => _issuing.Certificate;

    internal TrustedRoots Roots { get; }

    public static CertificateAuthority Create(string name, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var root = new AuthorityKey(CertificateTemplates.Root(key, name).CreateSelfSigned(now - BackDating, now + RootLife), key);
        return new CertificateAuthority(new Parts(root.Certificate, root, NewIssuing(root, name, now), []), time);
    }

    /// <summary>Reads what <see cref="Export"/> wrote.</summary>
    /// <exception cref="CryptographicException">The key is not the one of the export, or the export is damaged.</exception>
    public static CertificateAuthority Import(AuthorityExport export, byte[] key, TimeProvider time)
    {
        var issuing = new X509Certificate2Collection();
        issuing.ImportFromPem(export.Issuing);
        if (issuing.Count == 0)
            throw new CryptographicException("The export of the certificate authority holds no issuing certificate. Restore it from a backup.");

        var root = X509Certificate2.CreateFromPem(export.Root);
        var rootKey = export.RootKey is { } encrypted ? AuthorityKey.Import(root, encrypted, key) : null;
        return new CertificateAuthority(
            new Parts(root, rootKey, AuthorityKey.Import(issuing[0], export.IssuingKey, key), [.. issuing.Skip(1)]), time);
    }

    /// <summary>The whole authority, to be stored: the certificates in the clear, the keys encrypted.</summary>
    /// <param name="key">Random bytes, 32 or more, that the caller keeps elsewhere.</param>
    public AuthorityExport Export(byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, 32, nameof(key));
        return new AuthorityExport
        {
            Root = RootPem,
            RootKey = _rootKey?.Export(key),
            Issuing = string.Join('\n', [_issuing.Certificate.ExportCertificatePem(), .. _former.Select(c => c.ExportCertificatePem())]),
            IssuingKey = _issuing.Export(key),
        };
    }

    /// <summary>A new issuing authority below the same root. The old ones are kept until they end.</summary>
    /// <exception cref="InvalidOperationException">The root's key is kept offline.</exception>
    public CertificateAuthority RotateIssuing(string name)
    {
        if (_rootKey is null)
            throw new InvalidOperationException("The root key of the certificate authority is offline: import the authority with it to rotate.");

        var now = _time.GetUtcNow();
        IReadOnlyList<X509Certificate2> former = [_issuing.Certificate, .. _former.Where(c => c.NotAfter.ToUniversalTime() > now.UtcDateTime)];
        return new CertificateAuthority(new Parts(_root, _rootKey, NewIssuing(_rootKey, name, now), former), _time);
    }

    /// <summary>Signs an agent's request. The same request twice gives two certificates, both valid.</summary>
    /// <exception cref="CertificateRequestException">The request or its key is not accepted.</exception>
    public IssuedCertificate IssueAgent(string certificateRequest, string agentId, TimeSpan? lifetime = null)
    {
        using var certificate = Issue(
            SigningRequest.ReadKey(certificateRequest), CertificateRole.Agent, new Leaf(agentId, [], lifetime ?? AgentLife));
        return new IssuedCertificate(
            Chain: $"{certificate.ExportCertificatePem()}\n{_issuing.Certificate.ExportCertificatePem()}\n",
            Root: RootPem + "\n",
            certificate.Thumbprint,
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero));
    }

    /// <summary>The TLS certificate of the agent endpoint, with its key.</summary>
    /// <param name="name">The node's name: letters, digits, <c>-</c>, <c>_</c>, <c>.</c></param>
    /// <param name="hosts">Host names and addresses that agents dial.</param>
    /// <param name="lifetime">90 days where null.</param>
    public X509Certificate2 IssueServer(string name, IReadOnlyList<string> hosts, TimeSpan? lifetime = null) =>
        IssueWithKey(CertificateRole.Service, new Leaf(name, hosts, lifetime ?? ServerLife));

    /// <summary>The certificate of a node towards other nodes, with its key.</summary>
    /// <param name="name">The node's name: letters, digits, <c>-</c>, <c>_</c>, <c>.</c></param>
    /// <param name="hosts">Host names and addresses that other nodes dial.</param>
    public X509Certificate2 IssueNode(string name, IReadOnlyList<string> hosts) =>
        IssueWithKey(CertificateRole.Node, new Leaf(name, hosts, ServerLife));

    /// <summary>Checks the chain up to our root, the validity now, the usage, and that the certificate was issued for the role.</summary>
    public CertificateVerdict Verify(X509Certificate2 certificate, CertificateRole role) => Roots.Verify(certificate, role);

    private static AuthorityKey NewIssuing(AuthorityKey root, string name, DateTimeOffset now)
    {
        var key = PrivateKeys.NewKey();
        return new AuthorityKey(root.Sign(CertificateTemplates.Issuing(key, name), now - BackDating, now + IssuingLife), key);
    }

    private X509Certificate2 IssueWithKey(CertificateRole role, Leaf leaf)
    {
        using var key = PrivateKeys.NewKey();
        using var certificate = Issue(new PublicKey(key), role, leaf);
        return PrivateKeys.ForTls(certificate.CopyWithPrivateKey(key));
    }

    private X509Certificate2 Issue(PublicKey key, CertificateRole role, Leaf leaf)
    {
        if (!RoleName.IsName(leaf.Name))
            throw new ArgumentException(
                $"'{leaf.Name}' cannot be the name in a certificate: use 1 to 64 letters, digits, '-', '_' or '.'.", nameof(leaf));

        var now = _time.GetUtcNow();
        return _issuing.Sign(CertificateTemplates.Leaf(key, role, leaf.Name, leaf.Hosts), now - BackDating, now + leaf.Lifetime);
    }

    private sealed record Leaf(string Name, IReadOnlyList<string> Hosts, TimeSpan Lifetime);

    private sealed record Parts(X509Certificate2 Root, AuthorityKey? RootKey, AuthorityKey Issuing, IReadOnlyList<X509Certificate2> Former);
}
