using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Sutler.Host.Certificates;

/// <summary>
/// The certificate that the host's port shows: one that the administrator supplies, else one made at first start and renewed at two thirds of its
/// life. A new one is taken up by new connections without a restart; the one before stays valid meanwhile (H/CERT-8). A supplied one that
/// cannot be used is reported, and the one in use goes on. Safe for any number of threads.
/// </summary>
internal sealed partial class HostCertificate(CertificateStore store, HostOptions options, ILogger<HostCertificate> logger)
{
    private readonly Lock _gate = new();
    private LoadedCertificate? _current;
    private string? _stamp;
    private string? _warned;

    public X509Certificate2 Current => Loaded.Certificate;

    /// <summary>The certificate and what is sent with it.</summary>
    public LoadedCertificate Loaded => Volatile.Read(ref _current) ?? throw new InvalidOperationException("The certificate is prepared before the port is opened.");

    /// <summary>Whether there is one yet.</summary>
    public bool IsPrepared => Volatile.Read(ref _current) is not null;

    /// <summary>Why the supplied certificate is not in use; null when all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>Where the supplied certificate is; null when the host makes its own.</summary>
    public CertificateSource? Source => options.Certificate ?? store.Installed;

    /// <summary>Makes, loads, repairs or renews what is missing, damaged by a crash, or due. Running it again changes nothing.</summary>
    /// <exception cref="HostCertificateException">There is none in use yet, and the supplied one cannot be used.</exception>
    public void Prepare()
    {
        lock (_gate)
        {
            if (Source is { } source)
                Supply(source);
            else
                Generate(now: options.Clock.GetUtcNow(), always: false);
            WarnOfExpiry();
        }
    }

    /// <summary>Takes up files that were replaced, and nothing else.</summary>
    public void Refresh()
    {
        if (Source?.Stamp != Volatile.Read(ref _stamp))
            Prepare();
    }

    /// <summary>Makes a new certificate now, or reads the supplied one again.</summary>
    /// <exception cref="HostCertificateException">The supplied one cannot be used; the one in use goes on.</exception>
    public void Renew()
    {
        lock (_gate)
        {
            _stamp = null;
            if (Source is { } source)
                Supply(source);
            else
                Generate(options.Clock.GetUtcNow(), always: true);
        }

        if (Problem is { } problem)
            throw new HostCertificateException(problem);
    }

    /// <summary>Puts a supplied certificate in the data folder and takes it up; null goes back to a generated one.</summary>
    /// <exception cref="HostCertificateException">It cannot be used, or the host was started with another.</exception>
    public void Install(LoadedCertificate? supplied)
    {
        if (options.Certificate is not null)
            throw new HostCertificateException($"The host was started with the certificate {options.Certificate.File}. Replace that file: the host takes it up by itself.");
        if (supplied is not null && CertificateRules.Faults(supplied.Certificate, options.Clock.GetUtcNow()) is { Count: > 0 } faults)
            throw new HostCertificateException("The certificate cannot be used: " + string.Join(' ', faults));
        lock (_gate)
        {
            store.Install(supplied);
            _stamp = null;
        }

        Prepare();
    }

    private void Supply(CertificateSource source)
    {
        var stamp = source.Stamp;
        if (stamp == _stamp && Problem is null)
            return;
        try
        {
            var loaded = CertificateLoader.Load(source, store.Folder, options.Clock.GetUtcNow());
            Use(loaded);
            Problem = null;
            LogSupplied(logger, source.File, loaded.Certificate.NotAfter.ToUniversalTime());
            foreach (var warning in CertificateRules.Warnings(loaded.Certificate, options.Clock.GetUtcNow(), Environment.MachineName))
                LogWarning(logger, warning);
        }
        catch (HostCertificateException e) when (_current is not null)
        {
            if (Problem != e.Message)
                LogRefused(logger, e.Message);
            Problem = e.Message;
        }

        _stamp = stamp;
    }

    private void Generate(DateTimeOffset now, bool always)
    {
        using var authority = Authority(now);
        store.PublishAuthority(authority);
        var server = _current is { IsGenerated: true } current ? current.Certificate : store.ReadServer();
        if (always || server is null || CertificateAuthority.IsDue(server, now) || !IsSignedBy(server, authority))
        {
            using (var made = CertificateAuthority.CreateServer(authority, now))
                store.WriteServer(made);
            server = store.ReadServer()!;
            LogMade(logger, server.NotAfter.ToUniversalTime());
        }

        if (_current is null || !ReferenceEquals(server, _current.Certificate))
            Use(new LoadedCertificate(server, [], isGenerated: true));
        (Problem, _stamp) = (null, null);
    }

    private void Use(LoadedCertificate loaded) => Volatile.Write(ref _current, loaded);

    /// <summary>Says so once at each step: 60, 30 and 7 days before the end.</summary>
    private void WarnOfExpiry()
    {
        var now = options.Clock.GetUtcNow();
        if (_current is not { } loaded || CertificateRules.ExpiryStep(loaded.Certificate, now) is not { } step)
            return;
        var warned = $"{loaded.Certificate.Thumbprint}/{step}";
        if (warned != _warned)
            LogExpires(logger, loaded.Certificate.NotAfter.ToUniversalTime(), CertificateRules.DaysLeft(loaded.Certificate, now));
        _warned = warned;
    }

    private X509Certificate2 Authority(DateTimeOffset now)
    {
        var authority = store.ReadAuthority();
        if (authority is not null && now < CertificateAuthority.Ends(authority) - CertificateAuthority.ServerLife)
            return authority;

        using (var made = CertificateAuthority.CreateAuthority(now))
            store.WriteAuthority(made);
        authority?.Dispose();
        return store.ReadAuthority()!;
    }

    private static bool IsSignedBy(X509Certificate2 server, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(server);
    }
}
