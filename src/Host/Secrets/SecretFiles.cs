using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sutler.Host.Connections;
using Sutler.Storage.Files;

namespace Sutler.Host.Secrets;

/// <summary>
/// The secrets that an administrator handed over in clear, one file each in <c>secrets/</c>, readable by the owner only. A new value gets a new
/// file: the connection that still runs keeps its old one until its own file has been replaced.
/// </summary>
internal sealed partial class SecretFiles(string dataFolder)
{
    private const int SuffixBytes = 6;
    private readonly string _folder = Path.Combine(dataFolder, "secrets");

    /// <summary>
    /// Moves every secret that stands in the document in clear into a file and writes the reference in its place. Returns the files made,
    /// for <see cref="Discard"/> when the document is refused after all.
    /// </summary>
    public IReadOnlyList<string> Store(string connection, JsonObject document, FaultList faults)
    {
        SplitConnectionStrings(document, faults);
        List<string> made = [];
        foreach (var (owner, key, path) in SecretKeys.InClear(document).ToList())
        {
            var value = owner[key]!.ToString();
            if (value == SecretKeys.Mask)
                faults.Add(path, "is the mask under which a secret is shown, not a secret. Send the secret itself, a reference (env:NAME or file:PATH), or what the file has now.");
            else if (value.Length == 0 || value.Trim().Length != value.Length || value.AsSpan().IndexOfAny('\r', '\n') >= 0)
                faults.Add(path, "is empty, has more than one line, or starts or ends with a space. Choose another secret.");
            else
                owner[key] = "file:../secrets/" + Write(connection, path, value, made);
        }

        return made;
    }

    public void Discard(IEnumerable<string> names)
    {
        foreach (var name in names)
            File.Delete(Path.Combine(_folder, name));
    }

    /// <summary>Deletes the files of a connection that its document no longer names; all of them without a document.</summary>
    public void Sweep(string connection, JsonObject? document)
    {
        if (!Directory.Exists(_folder))
            return;
        var text = document?.ToJsonString() ?? "";
        foreach (var file in Directory.EnumerateFiles(_folder, connection + ".*"))
        {
            if (!text.Contains("../secrets/" + Path.GetFileName(file), StringComparison.Ordinal))
                File.Delete(file);
        }
    }

    private static void SplitConnectionStrings(JsonObject document, FaultList faults)
    {
        foreach (var (owner, key, path) in SecretKeys.ConnectionStrings(document).ToList())
        {
            if (SecretKeys.Split(owner[key]!.GetValue<string>()) is not { } split)
                continue;
            if (split.Password.Length == 0)
                faults.Add(path, "cannot be read as a connection string. Write it as key=value; key=value, without the password.");
            else if (owner.ContainsKey("password"))
                faults.Add(path, "holds a password although 'password' stands beside it. Take it out of the connection string.");
            else
                (owner[key], owner["password"]) = (split.Text, split.Password);
        }
    }

    private string Write(string connection, string path, string value, List<string> made)
    {
        var suffix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SuffixBytes));
        var name = $"{connection}.{Unfit().Replace(path, "-")}-{suffix}";
        AtomicFile.WriteText(Path.Combine(_folder, name), value + "\n");
        made.Add(name);
        return name;
    }

    [GeneratedRegex("[^A-Za-z0-9_-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unfit();
}
