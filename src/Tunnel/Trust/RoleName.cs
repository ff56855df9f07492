using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sutler.Tunnel.Trust;

/// <summary>
/// The name that our authority puts into a certificate: one URI in the subject alternative name, <c>urn:sutler:ROLE:NAME</c>. The role stands in
/// the certificate itself, so that a certificate of one role is nothing in another whoever looks at it.
/// </summary>
internal static class RoleName
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private const int MaxNameLength = 64;
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);

    public static Uri ToUri(CertificateRole role, string name) => new(Prefix(role) + name);

    public static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    public static bool TryRead(X509Certificate2 certificate, CertificateRole role, out string name)
    {
        name = string.Empty;
        var uris = ReadUris(certificate);
        if (uris is not [var uri] || !uri.StartsWith(Prefix(role), StringComparison.Ordinal))
            return false;

        name = uri[Prefix(role).Length..];
        return IsName(name);
    }

    private static string Prefix(CertificateRole role) => role switch
    {
        CertificateRole.Agent => "urn:sutler:agent:",
        CertificateRole.Service => "urn:sutler:service:",
        CertificateRole.Node => "urn:sutler:node:",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    private static List<string> ReadUris(X509Certificate2 certificate)
    {
        List<string> uris = [];
        if (certificate.Extensions[SubjectAlternativeName] is not { } extension)
            return uris;
        try
        {
            var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                if (names.PeekTag().HasSameClassAndValue(UriTag))
                    uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, UriTag));
                else
                    names.ReadEncodedValue();
            }
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            uris.Clear();
        }

        return uris;
    }
}
