using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Sutler.Connectors.Sdk;
using Sutler.Host.Autosync;
using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Host.Export;
using Sutler.Host.Isolation;

namespace Sutler.Host.Tests.Cache;

/// <summary>A real cache over a real file beside a target in memory, and random things that happen to both.</summary>
internal sealed class CacheModel(int seed, bool canFind) : IAsyncDisposable
{
    private const int Objects = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("sutler-model-").FullName;
    private readonly Random _random = new(seed);
    private readonly MemoryConnector _target = new();
    private readonly Dictionary<string, string?> _exported = new(StringComparer.Ordinal);
    private readonly ConnectionConfig _config = new() { Name = "model", Connector = "memory", SecretToken = "env:X", Settings = [], PageSize = 3, HoldAbovePercent = 100 };
    private ImportParts _parts = null!;
    private CacheStore _store = null!;
    private ImportMark? _mark;
    private long _batch;
    private int _value;

    private ExposedType Type => _parts.Types.All[0];

    public async Task OpenAsync()
    {
        var connector = new GuardedConnector("model", canFind ? _target : new BlindConnector(_target), _config.Limits, (TimeProvider.System, NullLogger.Instance));
        connector.Expect(MemoryConnector.Usual);
        var types = ConnectionTypes.Of(_config, MemoryConnector.Usual, rename: false);
        _store = CacheStore.Open(Path.Combine(_folder, "cache.db"));
        var cache = new ObjectCache(_store, types.All, TimeProvider.System);
        _parts = new ImportParts { Config = _config, Connector = connector, Cache = cache, Types = types, Clock = TimeProvider.System };
        _mark = await _store.ReadMarkAsync(CancellationToken.None);
        await cache.LoadAsync(CancellationToken.None);
        await RecoverAsync();
    }

    public async Task StepAsync()
    {
        switch (_random.Next(12))
        {
            case 0:
                await FullAsync(disturbed: true);
                break;
            case < 4:
                await DeltaAsync(disturbed: true);
                break;
            case 4:
                await CrashAsync();
                break;
            case 5:
                await ExportAsync(cutOff: true);
                break;
            default:
                await DisturbAsync();
                break;
        }
    }

    public async Task FullAsync(bool disturbed)
    {
        Disturb(disturbed);
        var (_, mark) = await new FullImport(_parts).RunAsync(new ImportMeter(ImportKind.Full, TimeProvider.System), _mark is null, _ => true, CancellationToken.None);
        _mark = mark;
        Disturb(false);
    }

    public async Task DeltaAsync(bool disturbed)
    {
        Disturb(disturbed);
        var outcome = new DeltaOutcome(_mark!, 0);
        try
        {
            await new DeltaImport(_parts).RunAsync(outcome, new ImportMeter(ImportKind.Delta, TimeProvider.System), (_, _) => true, CancellationToken.None);
        }
        catch (ConnectorException)
        {
            // The target failed between two pages, as DisturbAsync may make it.
        }

        _mark = outcome.Mark;
        Disturb(false);
    }

    /// <summary>What is only in memory is gone; the file is opened as a new process would.</summary>
    public async Task CrashAsync()
    {
        await _parts.Cache.DisposeAsync();
        await OpenAsync();
    }

    public SortedDictionary<string, string> Shown() =>
        new(_parts.Cache.Set(Type).All.ToDictionary(e => e.Key, e => $"{e.Value.Version} {Encoding.UTF8.GetString(e.Value.Content)}"), StringComparer.Ordinal);

    public void ShouldHoldEveryExport(string where)
    {
        foreach (var (id, title) in _exported)
            Title(id).ShouldBe(title, $"{id}, {where}");
    }

    public void ShouldEqualTarget(string where) =>
        _parts.Cache.Set(Type).All.Select(e => KeyValuePair.Create(e.Key, Title(e.Key)!)).OrderBy(e => e.Key, StringComparer.Ordinal).ToList().ShouldBe(_target.Objects.ToList(), where);

    public async ValueTask DisposeAsync()
    {
        await _parts.Cache.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string? Title(string id) =>
        _parts.Cache.Set(Type).Get(id) is { } entry
            ? System.Text.Json.Nodes.JsonNode.Parse(entry.Content)![TestHost.Urn]!["Title"]?.GetValue<string>() ?? ""
            : null;

    private void Disturb(bool on) =>
        _target.BeforePage = on
            ? async (page, _) =>
            {
                for (var i = _random.Next(4); i > 0; i--)
                    await DisturbAsync();
                if (page > 0 && _random.Next(6) == 0 && _target.Calls.Last() is "Delta")
                    throw new ConnectorException("The target failed.");
            }
    : (_, _) => Task.CompletedTask;

    private async Task DisturbAsync()
    {
        switch (_random.Next(canFind ? 4 : 3))
        {
            case < 2:
                await ExportAsync(cutOff: false);
                break;
            case 2:
                var login = $"u{_random.Next(Objects)}";
                _target.Put(login, _random.Next(4) == 0 ? null : $"outside{_value++}");
                _exported.Remove(login);
                break;
            default:
                await LookUpAsync($"u{_random.Next(Objects)}");
                break;
        }
    }

    /// <summary>As the export loop does it: journal, target, cache with settled journal. Cut off, the results never arrive.</summary>
    private async Task ExportAsync(bool cutOff)
    {
        var login = $"u{_random.Next(Objects)}";
        var there = _target.Objects.Any(o => o.Key == login);
        var kind = !there ? ChangeKind.Add : _random.Next(4) == 0 ? ChangeKind.Delete : ChangeKind.Update;
        var title = $"export{_value++}";
        var attributes = new Dictionary<string, AttributeChange> { ["Title"] = new(AttributeChangeKind.Replace, title) };
        var batch = ++_batch;
        await _parts.Cache.CommitAsync(new CacheCommit { Journal = [new JournalRow(batch, "User", login, null, null)] }, CancellationToken.None);
        _exported.Remove(login);
        var results = await _target.ApplyAsync([new ObjectChange(kind, "User", new Anchor(login), attributes)], CancellationToken.None);
        if (cutOff)
        {
            await CrashAsync();
            return;
        }

        using var gate = await _parts.Cache.EnterAsync(CancellationToken.None);
        var changes = _parts.Cache.Compare([new Sighting(Type, login, results[0].Object)], ticket: null);
        _parts.Cache.Show(changes);
        await _parts.Cache.CommitAsync(new CacheCommit { Changes = changes, SettledBatch = batch }, CancellationToken.None);
        _exported[login] = kind is ChangeKind.Delete ? null : title;
    }

    private async Task LookUpAsync(string login)
    {
        using var ticket = _parts.Cache.BeginRead();
        var sightings = await _parts.ReadBack!.ReadAsync([new JournalRow(0, "User", login, null, null)], CancellationToken.None);
        if (_random.Next(2) == 0)
            await ExportAsync(cutOff: false);
        await _parts.Cache.RefreshAsync(sightings, ticket, CancellationToken.None);
    }

    private async Task RecoverAsync()
    {
        var rows = await _store.ReadJournalAsync(CancellationToken.None);
        if (rows is [])
            return;
        var sightings = await new ReadBack(_target, _parts.Types.ByName).ReadAsync(rows, CancellationToken.None);
        using var gate = await _parts.Cache.EnterAsync(CancellationToken.None);
        var changes = _parts.Cache.Compare(sightings, ticket: null);
        _parts.Cache.Show(changes);
        await _parts.Cache.CommitAsync(new CacheCommit { Changes = changes, ClearJournal = true }, CancellationToken.None);
        foreach (var sighting in sightings)
            _exported[sighting.Id] = sighting.Object?.Attributes.GetValueOrDefault("Title") as string ?? (sighting.Object is null ? null : "");
    }
}
