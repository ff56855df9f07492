using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;

namespace Sutler.Benchmarks.Host;

/// <summary>A target that makes up its objects: so many users of twenty attributes, the same each time.</summary>
internal sealed class SyntheticConnector(int users) : IConnectorFactory, IConnector
{
    private static readonly string[] Names =
    [
        "employeeId", "userName", "givenName", "familyName", "displayName", "mail", "title", "department", "company", "street",
        "city", "postalCode", "country", "phone", "mobile", "costCenter", "office", "manager", "language", "active",
    ];

    public string Kind => "synthetic";

    public ConnectorCapabilities Capabilities { get; } = new();

    /// <summary>Bytes of the values of one object, in UTF-8.</summary>
    public static int RawBytes(int user) => User(user).Attributes.Values.Sum(v => Encoding.UTF8.GetByteCount(Convert.ToString(v, CultureInfo.InvariantCulture)!));

    public static ConnectorObject User(int i)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"e{100_000 + i}");
        object[] values =
        [
            id, $"user{i}@example.com", $"Given{i % 4999}", $"Family{i % 9973}", $"Given{i % 4999} Family{i % 9973}", $"user{i}@example.com",
            $"Engineer, level {i % 9}", $"Department {i % 97}", "Example Manufacturing Ltd", $"Long Street {i % 300}",
            $"City {i % 211}", $"{10_000 + (i % 80_000)}", "Austria", $"+43 1 {1_000_000 + i}", $"+43 660 {1_000_000 + i}", $"CC-{i % 500}",
            $"Building {i % 20}, room {i % 400}", $"e{100_000 + (i / 10)}", "de-AT", i % 20 != 0,
        ];
        var attributes = new Dictionary<string, object>(Names.Length, StringComparer.OrdinalIgnoreCase);
        for (var a = 0; a < Names.Length; a++)
            attributes[Names[a]] = values[a];
        return new ConnectorObject("User", new Anchor(id), attributes);
    }

    public IReadOnlyList<string> Validate(JsonObject settings) => [];

    public IConnector Create(JsonObject settings, ConnectorContext context) => this;

    public ValueTask<ConnectorError?> TestAsync(CancellationToken cancellationToken) => ValueTask.FromResult<ConnectorError?>(null);

    public ValueTask<ConnectorSchema> GetSchemaAsync(CancellationToken cancellationToken)
    {
        var attributes = Names.Select(n => new AttributeSchema { Name = n, Unique = n is "employeeId" or "userName", Type = n is "active" ? AttributeType.Boolean : AttributeType.String });
        return ValueTask.FromResult(new ConnectorSchema([new ObjectTypeSchema("User", ["employeeId"], [.. attributes])]));
    }

    public async IAsyncEnumerable<ImportPage> ImportAsync(ImportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var page in Enumerable.Range(0, users).Chunk(request.PageSize))
            yield return new ImportPage([.. page.Select(User)], [], null);
    }

    public ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(IReadOnlyList<ObjectChange> batch, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
