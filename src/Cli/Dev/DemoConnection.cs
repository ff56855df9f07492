using System.Security.Cryptography;
using Sutler.Storage.Files;

namespace Sutler.Cli.Dev;

/// <summary>The host's connection to the demo target: its file, and the secret token beside it.</summary>
internal static class DemoConnection
{
    public const string Name = "demo";
    private const int TokenBytes = 24;

    private const string Template = """
        # Written by 'sutler dev' at each start.
        name: demo
        connector: sql
        secretToken: file:../demo-token
        settings:
          provider: sqlite
          dataSource: DATABASE
          objectTypes:
            - name: User
              table: Employees
              anchor: [ContosoLogin]
              attributes:
                - { name: Manager, type: reference, references: User }
                - { name: IsActive, type: boolean }
                - { name: InternalGUID, readOnly: true }

        """;

    /// <summary>Writes the connection file and, the first time, a token. Returns the token.</summary>
    public static string Ensure(string hostFolder, string database)
    {
        var tokenFile = Path.Combine(hostFolder, "demo-token");
        if (!File.Exists(tokenFile))
            AtomicFile.WriteText(tokenFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)));

        var quoted = "\"" + database.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
        AtomicFile.WriteText(
            Path.Combine(hostFolder, "connections", Name + ".yaml"), Template.Replace("DATABASE", quoted, StringComparison.Ordinal));
        return File.ReadAllText(tokenFile);
    }
}
