namespace Sutler.Service.Jobs;

/// <summary>Who had something done, as the provisioning log names them (S/LOG-6).</summary>
/// <param name="Id">Id of the account or token; null for the service.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="Type"><c>user</c>, <c>application</c> or <c>system</c>.</param>
internal sealed record Initiator(string? Id, string DisplayName, string Type)
{
    public static Initiator Of(Api.Caller caller) => new(caller.Id, caller.Name, caller.Kind is Api.CallerKind.User ? "user" : "application");

    public static readonly Initiator System = new(null, "Sutler provisioning service", "system");
}
