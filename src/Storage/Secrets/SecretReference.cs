namespace Sutler.Storage.Secrets;

/// <summary>
/// Where a secret is kept: <c>env:NAME</c> (environment variable) or <c>file:PATH</c> (first line of a file). Configuration holds the
/// reference, never the value, so that it can be exported and logged.
/// </summary>
/// <param name="Text">The reference as written.</param>
public readonly record struct SecretReference(string Text)
{
    /// <summary>Reads the secret.</summary>
    /// <param name="baseFolder">Folder that relative <c>file:</c> paths start from.</param>
    /// <exception cref="SecretException">The reference is malformed, or what it names is missing or empty. The message never holds the secret.</exception>
    public string Resolve(string baseFolder)
    {
        var value = Text.Split(':', 2) switch
        {
            ["env", var name] when name.Length > 0 => Environment.GetEnvironmentVariable(name)
                ?? throw new SecretException($"Secret reference '{Text}': the environment variable {name} is not set. Set it for this process."),
            ["file", var path] when path.Length > 0 => ReadFile(Path.Combine(baseFolder, path)),
            _ => throw new SecretException("A secret must be given by reference: env:NAME or file:PATH. Put the value there and write the reference here."),
        };
        return value.Length > 0 ? value : throw new SecretException($"Secret reference '{Text}' leads to an empty value.");
    }

    private string ReadFile(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            return reader.ReadLine()?.Trim() ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SecretException($"Secret reference '{Text}': {path} cannot be read ({e.Message}).", e);
        }
    }
}
