using Sutler.Storage.Secrets;

namespace Sutler.Service.Secrets;

/// <summary>
/// Follows the references that may stand in place of a secret: <c>env:SUTLER_SECRET_…</c>, and <c>file:NAME</c> in the folder <c>secrets</c> of the
/// data folder. Nothing else: who may configure the service must not thereby read the machine it runs on.
/// </summary>
internal sealed class SecretReferences(string dataFolder)
{
    public const string EnvironmentPrefix = "SUTLER_SECRET_";
    public const string Folder = "secrets";

    public static bool Is(string value) => value.StartsWith("env:", StringComparison.Ordinal) || value.StartsWith("file:", StringComparison.Ordinal);

    /// <summary>What is wrong with a value that looks like a reference, with the remedy; null for nothing.</summary>
    public static string? Problem(string value) => value switch
    {
        _ when value.StartsWith("env:", StringComparison.Ordinal) => value.AsSpan(4).StartsWith(EnvironmentPrefix, StringComparison.Ordinal)
            ? null
            : $"A secret may refer to environment variables whose names begin with {EnvironmentPrefix} only.",
        _ when value.StartsWith("file:", StringComparison.Ordinal) => IsPlainName(value[5..])
            ? null
            : $"A secret may refer to files in the folder {Folder} of the service's data folder only: file:NAME, without a path.",
        _ => null,
    };

    /// <summary>The value itself where it is no reference.</summary>
    /// <exception cref="SecretException">The reference is not allowed, or leads to nothing.</exception>
    public string Resolve(string value)
    {
        if (!Is(value))
            return value;
        return Problem(value) is { } problem ? throw new SecretException(problem) : new SecretReference(value).Resolve(Path.Combine(dataFolder, Folder));
    }

    private static bool IsPlainName(string name) => name.Length is > 0 and <= 128 && name[0] != '.' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}
