using System.Globalization;
using Sutler.Connectors.Sdk;
using Sutler.Host.Admin;
using Sutler.Host.Connections;

namespace Sutler.Host.Doctor;

/// <summary>Tries a connection against its target, step by step, and stops where going on makes no sense. Changes nothing in the target.</summary>
internal sealed class ConnectionProbe(TimeProvider clock)
{
    private const int FirstPage = 100;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public async Task<IReadOnlyList<Finding>> RunAsync(ConnectionDraft draft, ProbeQuestions asked, CancellationToken cancellationToken)
    {
        var subject = "connection " + draft.Name;
        List<Finding> findings = [];
        if (asked.TenantUrl is { } url)
            findings.Add(TenantUrl.Check(url, draft.Name));
        if (draft.Config is null)
            return [.. findings, .. draft.Faults.Select(fault => new Finding(subject, "settings", FindingLevel.Fail, fault.ToString()))];

        findings.Add(new Finding(subject, "settings", FindingLevel.Ok, "The file is valid and its secrets can be read."));
        using var limit = new CancellationTokenSource(Limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await using var connector = draft.Connect();
            await AskAsync(new ProbeRun(draft, asked, connector, findings), both.Token);
        }
        catch (ConnectorException e)
        {
            findings.Add(new Finding(subject, "target", FindingLevel.Fail, e.Error.Message) { Remedy = Remedy(e.Error.Kind) });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            findings.Add(new Finding(subject, "target", FindingLevel.Fail, $"The target did not answer within {Limit.TotalSeconds:0} s.") { Remedy = Remedy(ConnectorErrorKind.Timeout) });
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The exception's own words may hold values of the target or of the settings.
            findings.Add(new Finding(subject, "target", FindingLevel.Fail, $"The connector failed with {e.GetType().Name}.") { Remedy = "Raise the log level and try again; the log says more." });
        }

        return findings;
    }

    private static async Task AskAsync(ProbeRun run, CancellationToken cancellationToken)
    {
        if (await run.Connector.TestAsync(cancellationToken) is { } error)
        {
            run.Add("target", FindingLevel.Fail, error.Message, Remedy(error.Kind));
            return;
        }

        run.Add("target", FindingLevel.Ok, "The target answers, and the account may read and write.");
        var schema = await run.Connector.GetSchemaAsync(cancellationToken);
        _ = ConnectionTypes.Expose(run.Draft.Config!, schema, run.Connector.Capabilities.Rename);
        foreach (var type in schema.ObjectTypes)
            run.Add("schema", FindingLevel.Ok, $"{type.Name}: {type.Attributes.Count} attributes, anchor {string.Join(", ", type.Anchor)}.");
        foreach (var attribute in run.Asked.Attributes)
            AskAttribute(run, schema, attribute);
        await ReadAsync(run, cancellationToken);
    }

    /// <summary>Why a mapping may not find an attribute (H/ERR-11).</summary>
    private static void AskAttribute(ProbeRun run, ConnectorSchema schema, string attribute)
    {
        var found = schema.ObjectTypes.Where(type => type.Attributes.Any(a => string.Equals(a.Name, attribute, StringComparison.OrdinalIgnoreCase))).ToList();
        if (found.Count > 0)
            run.Add("attribute", FindingLevel.Ok, $"{attribute} is an attribute of {string.Join(", ", found.Select(t => t.Name))}. If a mapping does not offer it, save the credentials in the service again and reload the page.", null);
        else
            run.Add("attribute", FindingLevel.Fail, $"{attribute} is not an attribute of this connection.", "Select it (settings.objectTypes[].select, or take 'select' out), check that its column exists, and reload the connection.");
    }

    private static async Task ReadAsync(ProbeRun run, CancellationToken cancellationToken)
    {
        ConnectorObject? first = null;
        var request = new ImportRequest(ImportKind.Full, null, Math.Min(run.Draft.Config!.PageSize, FirstPage));
        await foreach (var page in run.Connector.ImportAsync(request, cancellationToken))
        {
            foreach (var type in page.Objects.GroupBy(o => o.ObjectType, StringComparer.OrdinalIgnoreCase))
                run.Add("import", FindingLevel.Ok, string.Create(CultureInfo.InvariantCulture, $"The first page holds {type.Count()} objects of type {type.Key}."));
            first = page.Objects.Count > 0 ? page.Objects[0] : null;
            break;
        }

        if (first is null)
            run.Add("import", FindingLevel.Warn, "The target holds no objects that this connection can see.", "If it should, check that the account may read the rows and that the settings name the right table; provisioning would create everybody anew.");
        else if (run.Connector is IObjectFinder finder)
            await ReadAgainAsync(run, first, finder, cancellationToken);
    }

    private static async Task ReadAgainAsync(ProbeRun run, ConnectorObject first, IObjectFinder finder, CancellationToken cancellationToken)
    {
        var found = await finder.FindAsync(new ObjectQuery(first.ObjectType, null, [], [first.Anchor]), cancellationToken);
        if (found.Count == 1 && found[0].Anchor.Equals(first.Anchor))
            run.Add("read one", FindingLevel.Ok, $"One object of type {first.ObjectType} was read again by its anchor.");
        else
            run.Add("read one", FindingLevel.Fail, $"An object of type {first.ObjectType} was found {found.Count} times by its anchor.", "The anchor must be unique and unchanging: name other columns under 'anchor'.");
    }

    private static string Remedy(ConnectorErrorKind kind) => kind switch
    {
        ConnectorErrorKind.Denied => "Check user and password, and grant the account the rights to read the schema and to read and write the rows.",
        ConnectorErrorKind.Unreachable => "Check that the target runs, its address and port, and that a firewall lets this machine through.",
        ConnectorErrorKind.Timeout => "Check that the target is reachable and not overloaded, or raise commandTimeout.",
        ConnectorErrorKind.Busy => "Try again later.",
        _ => "Correct the settings that the message names, and test again.",
    };
}
