namespace Sutler.Cli.Output;

/// <summary>
/// Where a verb writes. With JSON output, standard output holds the result alone and everything meant for people goes to standard error.
/// </summary>
internal sealed class Screen(bool json)
{
    public bool Json { get; } = json;

    /// <summary>For people.</summary>
    public TextWriter People { get; } = json ? Console.Error : Console.Out;

    public bool IsTerminal { get; } = !json && !Console.IsOutputRedirected;

    public void Say(string line) => People.WriteLine(line);

    /// <summary>The result, as one line of JSON on standard output.</summary>
    public static void WriteJson(string line) => Console.Out.WriteLine(line);
}
