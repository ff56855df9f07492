using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;

namespace Sutler.Host.Tests;

/// <summary>A target in memory with a log of its changes, and places where a test can hold it, make it fail or return what it likes.</summary>
internal sealed class MemoryConnector(string kind = "memory") : IConnectorFactory, IConnector, IObjectFinder
{
    public static readonly ConnectorSchema Usual = new(
    [
        new ObjectTypeSchema("User", ["Login"],
        [
            new AttributeSchema { Name = "Login", Required = true, Unique = true, CaseExact = true },
            new AttributeSchema { Name = "Title" },
            new AttributeSchema { Name = "Secret", WriteOnly = true },
        ]),
    ]);

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, string> _objects = new(StringComparer.Ordinal);
    private readonly List<string> _log = [];

    public string Kind => kind;

    public ConnectorCapabilities Capabilities { get; set; } = new() { DeltaImport = true, DeltaSeesDeletes = true };

    public Func<CancellationToken, Task> BeforeSchema { get; set; } = _ => Task.CompletedTask;

    public Func<IReadOnlyList<ObjectChange>, CancellationToken, Task> BeforeApply { get; set; } = (_, _) => Task.CompletedTask;

    public Func<CancellationToken, Task> AfterApply { get; set; } = _ => Task.CompletedTask;

    public Func<CancellationToken, Task> BeforeFind { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called with the number of the page before each page is handed out.</summary>
    public Func<int, CancellationToken, Task> BeforePage { get; set; } = (_, _) => Task.CompletedTask;

    public Func<ConnectorSchema, ConnectorSchema> Schema { get; set; } = schema => schema;

    public Func<IReadOnlyList<ChangeResult>, IReadOnlyList<ChangeResult>> Results { get; set; } = results => results;

    public Func<IReadOnlyList<ConnectorObject>, IReadOnlyList<ConnectorObject>> Found { get; set; } = found => found;

    public Func<ImportPage, ImportPage> Page { get; set; } = page => page;

    /// <summary>How often each call was made; imports by their kind.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public IReadOnlyList<KeyValuePair<string, string>> Objects
    {
        get
        {
            lock (_lock)
                return [.. _objects];
        }
    }

    /// <summary>The connection file that names this connector.</summary>
    public static string Yaml(string extra = "", string name = "demo", string kind = "memory") =>
        $$"""
        name: {{name}}
        connector: {{kind}}
        secretToken: file:demo.token
        {{extra}}
        objectTypes:
          User: { resourceType: User, endpoint: /Users }
        settings: { a: 1 }
        """;

    public static string User(string login, string? title = null) => TestHost.User(login, title is null ? null : $"\"Title\":\"{title}\"").Replace("ContosoLogin", "Login", StringComparison.Ordinal);

    public int Count(string call) => Calls.Count(c => c == call);

    /// <summary>Changes the target behind the host's back; no title removes the object.</summary>
    public void Put(string login, string? title)
    {
        lock (_lock)
        {
            if (title is null)
                _objects.Remove(login);
            else
                _objects[login] = title;
            _log.Add(login);
        }
    }

    public IReadOnlyList<string> Validate(JsonObject settings) => [];

    public IConnector Create(JsonObject settings, ConnectorContext context) => this;

    public ValueTask<ConnectorError?> TestAsync(CancellationToken cancellationToken) => ValueTask.FromResult<ConnectorError?>(null);

    public async ValueTask<ConnectorSchema> GetSchemaAsync(CancellationToken cancellationToken)
    {
        Calls.Enqueue("schema");
        await BeforeSchema(cancellationToken);
        return Schema(Usual);
    }

    public async IAsyncEnumerable<ImportPage> ImportAsync(ImportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Calls.Enqueue(request.Kind.ToString());
        var pages = Pages(request);
        for (var i = 0; i < pages.Count; i++)
        {
            await BeforePage(i, cancellationToken);
            yield return Page(pages[i]);
        }

        await BeforePage(pages.Count, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(IReadOnlyList<ObjectChange> batch, CancellationToken cancellationToken)
    {
        Calls.Enqueue("apply");
        await BeforeApply(batch, cancellationToken);
        List<ChangeResult> results = [.. batch.Select(Apply)];
        await AfterApply(cancellationToken);
        return Results(results);
    }

    public async ValueTask<IReadOnlyList<ConnectorObject>> FindAsync(ObjectQuery query, CancellationToken cancellationToken)
    {
        Calls.Enqueue("find");
        await BeforeFind(cancellationToken);
        lock (_lock)
        {
            var found = query.Attribute is null
                ? query.Anchors.Select(a => a.Values[0]).Where(_objects.ContainsKey)
                : _objects.Where(o => query.Values.Contains(query.Attribute == "Title" ? o.Value : o.Key)).Select(o => o.Key);
            return Found([.. found.Select(Object)]);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private List<ImportPage> Pages(ImportRequest request)
    {
        lock (_lock)
        {
            if (request.Kind is ImportKind.Full)
            {
                var end = Text(_log.Count);
                return [.. _objects.Keys.Chunk(request.PageSize).Select(page => new ImportPage([.. page.Select(Object)], [], end)).DefaultIfEmpty(new ImportPage([], [], end))];
            }

            if (!int.TryParse(request.Watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var from) || from > _log.Count)
                throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Precondition, "The watermark is not known."));
            return [.. _log.Skip(from).Chunk(request.PageSize).Select((page, i) => Delta(page, from + (i * request.PageSize) + page.Length))];
        }
    }

    private ImportPage Delta(string[] page, int watermark)
    {
        var there = page.Distinct(StringComparer.Ordinal).ToLookup(_objects.ContainsKey);
        return new ImportPage(
            [.. there[true].Select(Object)],
            Capabilities.DeltaSeesDeletes ? [.. there[false].Select(login => new ObjectReference("User", new Anchor(login)))] : [],
            Text(watermark));
    }

    private ChangeResult Apply(ObjectChange change)
    {
        lock (_lock)
        {
            var login = change.Anchor!.Values[0];
            if (_objects.ContainsKey(login) == change.Kind is ChangeKind.Add)
            {
                var error = change.Kind is ChangeKind.Add ? ConnectorErrorKind.Conflict : ConnectorErrorKind.NotFound;
                return new ChangeResult { Error = new ConnectorError(error, $"{login} is {(change.Kind is ChangeKind.Add ? "there" : "not there")}.") };
            }

            _log.Add(login);
            if (change.Kind is ChangeKind.Delete)
            {
                _objects.Remove(login);
                return new ChangeResult();
            }

            _objects[login] = change.Attributes.TryGetValue("Title", out var title) ? title.Value as string ?? "" : _objects.GetValueOrDefault(login, "");
            return new ChangeResult { Object = Object(login) };
        }
    }

    private ConnectorObject Object(string login)
    {
        var attributes = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase) { ["Login"] = login };
        if (_objects[login] is { Length: > 0 } title)
            attributes["Title"] = title;
        return new ConnectorObject("User", new Anchor(login), attributes);
    }

    private static string Text(int position) => position.ToString(CultureInfo.InvariantCulture);
}
