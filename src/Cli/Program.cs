namespace Sutler.Cli;

internal static class Program
{
    public static Task<int> Main(string[] args) => CommandTree.RunAsync(args);
}
