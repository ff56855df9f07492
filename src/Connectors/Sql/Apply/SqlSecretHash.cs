using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>Salted hashes of secrets: <c>$pbkdf2-sha256$i=ROUNDS$SALT$HASH</c>, salt and hash in Base64.</summary>
internal static class SqlSecretHash
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    public static string Make(string secret, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), salt, iterations, HashAlgorithmName.SHA256, HashBytes);
        return string.Create(CultureInfo.InvariantCulture, $"$pbkdf2-sha256$i={iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }
}
