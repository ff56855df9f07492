using System.Diagnostics;
using System.Text;

namespace Sutler.Benchmarks.Host;

/// <summary>PATCH of one member in a large group in PostgreSQL, beside the row's insert and delete with Npgsql alone.</summary>
internal static class GroupBenchmark
{
    private const int Rounds = 10;
    private const string Urn = "urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:Group";

    public static async Task RunAsync(string folder, int members)
    {
        await using var target = await PostgresScene.StartAsync(members);
        await target.RunAsync("CREATE TABLE groups (id text PRIMARY KEY, name text); CREATE TABLE group_members (row_id bigserial PRIMARY KEY, group_id text REFERENCES groups (id), member_id text, UNIQUE (group_id, member_id))");
        await target.RunAsync($"INSERT INTO groups VALUES ('g', 'All'); INSERT INTO group_members (group_id, member_id) SELECT 'g', employee_id FROM users WHERE employee_id <> 'e{100_000}'");
        HostScene.Write(folder, "sql", target.Settings + """

                - name: Group
                  table: groups
                  anchor: [id]
                  children:
                    - attribute: members
                      table: group_members
                      join: Group.id=group_members.group_id
                      columns: { value: { column: member_id, references: User } }
            """, "  Group: { resourceType: Group, endpoint: /Groups }");
        await using var host = await HostScene.StartAsync(folder);
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < Rounds / 2; round++)
        {
            await target.RunAsync("INSERT INTO group_members (group_id, member_id) VALUES ('g', 'e100000')");
            await target.RunAsync("DELETE FROM group_members WHERE group_id = 'g' AND member_id = 'e100000'");
        }

        var floor = watch.Elapsed / Rounds;
        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            watch.Restart();
            await PatchAsync(host.Client, round % 2 == 0 ? "add" : "remove");
            times.Add(watch.Elapsed);
        }

        times.Sort();
        HostBenchmarks.Print($"one member of {members}: {times[Rounds / 2].TotalMilliseconds:0} ms (median of {Rounds}), slowest {times[^1].TotalMilliseconds:0} ms; floor {floor.TotalMilliseconds:0.0} ms");
    }

    private static async Task PatchAsync(HttpClient client, string verb)
    {
        var body = $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"{{verb}}","path":"{{Urn}}:members","value":[{"value":"e100000"}]}]}""";
        using var content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        using var response = await client.PatchAsync(new Uri("Groups/g", UriKind.Relative), content);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
        await response.Content.CopyToAsync(Stream.Null);
    }
}
