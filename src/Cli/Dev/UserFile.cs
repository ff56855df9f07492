using Sutler.Cli.Output;

namespace Sutler.Cli.Dev;

/// <summary>The file that fills the directory: the one named, or the sample that ships.</summary>
internal sealed class UserFile : IDisposable
{
    private const string Sample = "Sutler.Cli.Dev.sample-workers.csv";

    private UserFile(string name, Stream content) => (Name, Content) = (name, content);

    public string Name { get; }

    public Stream Content { get; }

    /// <exception cref="CommandException">The file is missing or cannot be read.</exception>
    public static UserFile Open(string? path)
    {
        if (path is null)
            return new UserFile("sample-workers.csv", typeof(UserFile).Assembly.GetManifestResourceStream(Sample)!);
        try
        {
            return new UserFile(Path.GetFileName(path), new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the file {path} cannot be read ({e.Message.TrimEnd('.')}). Check --users.");
        }
    }

    public void Dispose() => Content.Dispose();
}
