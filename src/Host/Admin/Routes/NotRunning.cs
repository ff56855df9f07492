namespace Sutler.Host.Admin.Routes;

/// <summary>The answer to what only a running host can do.</summary>
internal static class NotRunning
{
    public static AdminAnswer Answer(string why) => AdminAnswer.Problem(409, "notRunning", $"No host runs on this data folder. {why} Start it with 'sutler host run'.");
}
