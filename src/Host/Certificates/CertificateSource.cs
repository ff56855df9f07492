namespace Sutler.Host.Certificates;

/// <summary>Where a certificate that the administrator supplies is kept. A change of the files is picked up while the host runs.</summary>
public sealed record CertificateSource
{
    /// <summary>PEM with the certificate and, after it, the intermediate ones; or a PFX file.</summary>
    public required string File { get; init; }

    /// <summary>PEM with the private key; null when it stands in <see cref="File"/>. Default: null.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Whether <see cref="File"/> is a PFX file. Default: false.</summary>
    public bool IsPfx { get; init; }

    /// <summary>Reference (<c>env:</c>, <c>file:</c>) to the password of the key or PFX file; null for none. Default: null.</summary>
    public string? Password { get; init; }

    /// <summary>Changes whenever one of the files was replaced.</summary>
    internal string Stamp => string.Join(' ', new[] { File, KeyFile }.OfType<string>().Select(Of));

    private static string Of(string path)
    {
        // What a link points to counts, not the link: that is how certificates are exchanged in containers.
        var file = new FileInfo(path);
        if (!file.Exists)
            return "absent";
        var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return target.Exists ? $"{target.LastWriteTimeUtc.Ticks}/{target.Length}" : "absent";
    }
}
