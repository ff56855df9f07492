using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Sutler.Host.Admin;
using Sutler.Host.Autosync;
using Sutler.Host.Certificates;
using Sutler.Host.Connections;

namespace Sutler.Host.Doctor;

/// <summary>Looks at everything a host needs: folder, system libraries, certificate, port, and each connection down to its target. Changes nothing.</summary>
internal sealed class HostDoctor(HostAdminParts parts, DraftReader drafts)
{
    private const long LittleSpace = 512L << 20;
    private const double OldAge = 2;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        List<Finding> findings = [.. Folder(), .. Libraries.Check(), .. Certificate(), await PortAsync(cancellationToken)];
        if (parts.Folder.Names.Count == 0)
            findings.Add(new Finding("connections", "files", FindingLevel.Warn, "There are no connections.") { Remedy = "Add one with 'sutler host connection add NAME'." });
        foreach (var name in parts.Folder.Names)
            findings.AddRange(await ConnectionAsync(name, cancellationToken));
        return findings;
    }

    private IEnumerable<Finding> Folder()
    {
        var root = parts.Folder.DataFolder;
        yield return Try("data folder", "rights", () =>
        {
            var probe = Path.Combine(root, $".doctor-{Environment.ProcessId}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return new Finding("data folder", "rights", FindingLevel.Ok, $"{root} can be written.");
            }
        }, "Give the account that runs the host full rights on the folder.");
        yield return Try("data folder", "free space", () =>
        {
            var free = new DriveInfo(root).AvailableFreeSpace;
            var text = string.Create(CultureInfo.InvariantCulture, $"{free >> 20} MiB are free.");
            return new Finding("data folder", "free space", free < LittleSpace ? FindingLevel.Warn : FindingLevel.Ok, text) { Remedy = free < LittleSpace ? "Free some space: caches and journals are kept there." : null };
        }, "Check that the folder is on a local disk.");
        if (OperatingSystem.IsWindows())
            yield break;
        foreach (var file in new[] { AdminToken.FileName, "host.key.pem", "host-ca.key.pem" }.Select(name => Path.Combine(root, name)).Where(File.Exists))
        {
            if (Open(file))
                yield return new Finding("data folder", "secrets", FindingLevel.Fail, $"{file} can be read by other accounts.") { Remedy = $"chmod 600 {file}, and renew what is in it." };
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool Open(string file) => (File.GetUnixFileMode(file) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != UnixFileMode.None;

    private IEnumerable<Finding> Certificate()
    {
        if (parts.Certificate is { IsPrepared: true } running)
        {
            if (running.Problem is { } problem)
                yield return new Finding("certificate", "supplied", FindingLevel.Fail, problem) { Remedy = "Correct the files; the host takes them up by itself." };
            yield return CertificateCheck.Of(running.Loaded, parts.Clock.GetUtcNow());
            yield break;
        }

        yield return Try("certificate", "files", () =>
        {
            var store = new CertificateStore(parts.Folder.DataFolder);
            if (store.Installed is { } source)
                return CertificateCheck.Of(CertificateLoader.Load(source, store.Folder, parts.Clock.GetUtcNow()), parts.Clock.GetUtcNow());
            return store.ReadServer() is { } server
                ? CertificateCheck.Of(new LoadedCertificate(server, [], isGenerated: true), parts.Clock.GetUtcNow())
                : new Finding("certificate", "files", FindingLevel.Ok, "There is none yet; the host makes one when it starts.");
        }, "Replace the certificate, or delete the file and the host makes a new one.");
    }

    private async Task<Finding> PortAsync(CancellationToken cancellationToken)
    {
        var port = parts.Port?.Invoke() ?? HostOptions.DefaultPort;
        using var client = new TcpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(3));
        var text = port.ToString(CultureInfo.InvariantCulture);
        try
        {
            await client.ConnectAsync("localhost", port, limit.Token);
            return parts.Port is null
                ? new Finding("port", text, FindingLevel.Warn, $"Another program listens on port {text}, and no host runs on this folder.") { Remedy = "Stop that program, or start the host with --port and change the tenant URL." }
                : new Finding("port", text, FindingLevel.Ok, $"The host listens on port {text}.");
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return parts.Port is null
                ? new Finding("port", text, FindingLevel.Ok, $"Port {text} is free; no host runs.")
                : new Finding("port", text, FindingLevel.Fail, $"The host does not answer on port {text}.") { Remedy = "Look at the host's log, and restart it." };
        }
    }

    private async Task<IReadOnlyList<Finding>> ConnectionAsync(string name, CancellationToken cancellationToken)
    {
        var subject = "connection " + name;
        if (!ConnectionFile.IsName(name))
            return [new Finding(subject, "file", FindingLevel.Fail, ConnectionRegistry.NameFault(parts.Folder.PathOf(name)).Message)];
        var draft = drafts.Stored(name);
        var findings = await new ConnectionProbe(parts.Clock).RunAsync(draft, new ProbeQuestions(), cancellationToken);
        return [.. findings, .. Cache(subject, draft)];
    }

    private IEnumerable<Finding> Cache(string subject, ConnectionDraft draft)
    {
        if (parts.Registry?.Status.FirstOrDefault(s => s.Name == draft.Name) is not { } status)
            yield break;
        if (status.State is not ConnectionState.Ready)
            yield return new Finding(subject, "state", FindingLevel.Warn, $"It is not ready: {status.State}. {status.Problem}") { Remedy = status.State is ConnectionState.Importing ? "Wait for the first import to finish." : "Correct what the checks above name." };
        else if (status.Problem is { } problem)
            yield return new Finding(subject, "state", FindingLevel.Warn, problem) { Remedy = "See the log; the host tries again by itself." };
        if (status.HeldImport is { } held)
            yield return new Finding(subject, "import", FindingLevel.Warn, held) { Remedy = "If the target is right, let it pass: 'sutler host connection import NAME --accept'." };
        if (status.Imported is { } imported)
        {
            var age = parts.Clock.GetUtcNow() - imported;
            var isOld = draft.Config is { } config && config.Autosync.Enabled && age > (config.Autosync.Cron is null ? config.Autosync.Interval : AutosyncConfig.DefaultInterval) * OldAge;
            yield return new Finding(subject, "cache", isOld ? FindingLevel.Warn : FindingLevel.Ok, string.Create(CultureInfo.InvariantCulture, $"{status.Objects} objects, read {age.TotalMinutes:0} minutes ago."))
            {
                Remedy = isOld ? "Imports have failed or been held for a while; see the checks above." : null,
            };
        }
    }

    private static Finding Try(string subject, string check, Func<Finding> look, string remedy)
    {
        try
        {
            return look();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or HostCertificateException or ArgumentException or ExternalException)
        {
            return new Finding(subject, check, FindingLevel.Fail, e.Message) { Remedy = remedy };
        }
    }
}
