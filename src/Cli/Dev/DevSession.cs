using Sutler.Cli.Api;
using Sutler.Cli.Output;

namespace Sutler.Cli.Dev;

/// <summary>
/// One run of <c>sutler dev</c>: takes the folder, starts the roles, sets up the demo application, imports the file, follows the job. Each
/// step looks first at what is there, so that a run cut off anywhere is picked up by the next one on the same folder.
/// </summary>
internal sealed class DevSession(DevOptions options, Screen screen, TimeProvider clock)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        using var users = UserFile.Open(options.Users);
        using var folder = DevFolder.Take(options.Data);
        var token = DemoConnection.Ensure(folder.Host, folder.TargetDatabase);
        DemoTarget.Ensure(folder.TargetDatabase);
        await using var roles = await DevRoles.StartAsync(folder, options, stop);
        using var api = new ServiceApi(roles.ServiceAddress);
        await roles.JoinAsync(api, stop);
        var job = await DemoApplication.EnsureAsync(api, roles.HostScimUrl, token, stop);
        var dev = Describe(folder, roles, job, token);
        dev.Write(folder.DevJson);
        return await new DevCycle(options, new DevParts(screen, api, job, dev), clock).RunAsync(users, stop);
    }

    private static DevJson Describe(DevFolder folder, DevRoles roles, DemoJob job, string token) => new()
    {
        ServiceUrl = roles.ServiceAddress.Url.ToString().TrimEnd('/'),
        AdminToken = roles.ServiceAddress.Token,
        ServicePrincipalId = job.ServicePrincipalId,
        JobId = job.Id,
        HostScimUrl = roles.HostScimUrl.ToString(),
        HostSecretToken = token,
        HostCaFile = roles.HostCaFile,
        TargetDatabase = folder.TargetDatabase,
    };
}
