using System.CommandLine;
using Sutler.Cli.Admin;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Options;

/// <summary>One call of a host verb.</summary>
internal sealed record HostCall(ParseResult Parsed, IAdminChannel Channel, Screen Screen)
{
    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    public T? Get<T>(Argument<T> argument) => Parsed.GetValue(argument);

    /// <summary>The answer, which is a success.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public async Task<AdminAnswer> AskAsync(AdminRequest request, CancellationToken cancellationToken) =>
        HostOption.Expect(await Channel.SendAsync(request, cancellationToken));

    public static string PathOf(string name) => "/connections/" + Uri.EscapeDataString(name);
}
