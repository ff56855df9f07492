using System.CommandLine;

namespace Sutler.Cli.Commands.Job;

/// <summary>Which job a verb is about, where its arguments name something else.</summary>
internal static class JobArgument
{
    public static Option<string?> Create() => new("--job") { Description = "Id of the job; may be left out where there is one." };
}
