using System.Text.Json.Nodes;
using Sutler.Host.Admin.Routes;
using Sutler.Storage.Files;

namespace Sutler.Host.Admin;

/// <summary>
/// All that an administrator can do with a host, as requests and answers: the interface on the admin port and the verbs of the command line are
/// two ways to it. Without a running host it works on the files alone; what needs one answers so. Safe for any number of threads.
/// </summary>
public sealed class HostAdmin
{
    private readonly List<AdminRoute> _routes;
    private readonly HostAdminParts _parts;

    internal HostAdmin(HostAdminParts parts)
    {
        _parts = parts;
        var drafts = new DraftReader(parts);
        _routes =
        [
            new("GET", "/", "Describes this interface.", (_, _) => Task.FromResult(Describe())),
            .. new StatusRoutes(parts).Routes,
            .. new ConnectionRoutes(parts, drafts, new SemaphoreSlim(1, 1)).Routes,
            .. new ProbeRoutes(parts, drafts).Routes,
            .. new ImportRoutes(parts).Routes,
            .. new InterchangeRoutes(parts, drafts).Routes,
            .. new CertificateRoutes(parts).Routes,
            .. new DoctorRoutes(parts, drafts).Routes,
        ];
    }

    /// <summary>Administration of a data folder on which no host runs.</summary>
    public static HostAdmin Offline(HostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new HostAdmin(new HostAdminParts
        {
            Folder = new ConnectionFolder(options.DataFolder),
            Factories = HostRole.Factories(options).ToDictionary(f => f.Kind, StringComparer.Ordinal),
            Options = options,
        });
    }

    /// <summary>Carries a request out. Does not throw for what is wrong with it: that is the answer.</summary>
    public async Task<AdminAnswer> SendAsync(AdminRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            using var hold = HoldFolder(request);
            return Redacted(await RouteAsync(request, cancellationToken));
        }
        catch (AdminException e)
        {
            return Redacted(e.Answer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return AdminAnswer.Problem(500, "folder", $"The data folder {_parts.Folder.DataFolder} cannot be read or written ({e.Message.TrimEnd('.')}). Check its rights and free space.");
        }
    }

    private Task<AdminAnswer> RouteAsync(AdminRequest request, CancellationToken cancellationToken)
    {
        var path = request.Path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed.Split('/') : ["", ""];
        var found = _routes.Select(route => (Route: route, Name: route.Match(path))).Where(match => match.Name is not null).ToList();
        var (chosen, name) = found.Find(match => string.Equals(match.Route.Method, request.Method, StringComparison.OrdinalIgnoreCase));
        if (chosen is not null)
            return chosen.RunAsync(new AdminCall(request, name!), cancellationToken);
        return Task.FromResult(found.Count == 0
            ? AdminAnswer.Problem(404, "noRoute", "There is nothing under this path. 'GET /admin/v1' lists what there is.")
            : AdminAnswer.Problem(405, "noMethod", $"This path takes {string.Join(", ", found.Select(match => match.Route.Method))}."));
    }

    /// <summary>The last line of defense: whatever a connector or a file says, a secret that was read is not answered.</summary>
    private AdminAnswer Redacted(AdminAnswer answer)
    {
        var redactor = _parts.Options.Redactor;
        var json = answer.Json?.ToJsonString();
        if (json is not null && redactor.Concerns(json))
            return answer with { Json = JsonNode.Parse(redactor.Redact(json)) };
        return answer.Text is { } text && redactor.Concerns(text) ? answer with { Text = redactor.Redact(text) } : answer;
    }

    /// <summary>Offline, a host must not start while files are being changed.</summary>
    private FolderLock? HoldFolder(AdminRequest request)
    {
        if (_parts.Registry is not null || request.Method == "GET" || !Directory.Exists(_parts.Folder.DataFolder))
            return null;
        return FolderLock.TryTake(_parts.Folder.DataFolder, HostStartup.LockName) ?? throw new AdminException(AdminAnswer.Problem(
            409, "hostRuns", $"A host runs on {_parts.Folder.DataFolder}, but not as its admin.json says. Wait until it has started or stopped, and try again."));
    }

    private AdminAnswer Describe() => new(200, new JsonObject
    {
        ["name"] = "Sutler host administration",
        ["version"] = "v1",
        ["authentication"] = "Authorization: Bearer, with the token in the file admin-token of the data folder",
        ["routes"] = new JsonArray([.. _routes.Select(route => new JsonObject
        {
            ["method"] = route.Method,
            ["path"] = "/admin/v1" + route.Pattern.TrimEnd('/'),
            ["summary"] = route.Summary,
        })]),
    });
}
