using System.Text.Json.Nodes;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary>A connection as the command line describes it, and the token that was made for it, if one was.</summary>
internal sealed record ConnectionProposal(JsonObject Document, string? NewToken)
{
    public override string ToString() => "connection ***";
}
