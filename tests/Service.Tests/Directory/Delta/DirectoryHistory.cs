using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Directory.Delta;

/// <summary>Does one random thing after the other to a directory, through its API, and reads the whole of it.</summary>
internal sealed class DirectoryHistory(HttpClient http, Random random)
{
    private readonly List<string> _users = [];
    private readonly List<string> _groups = [];
    private int _names;

    public async Task StepAsync()
    {
        switch (random.Next(14))
        {
            case 0 or 1 or 2:
                await MakeAsync("users", _users, new { userPrincipalName = Name(), displayName = Name() });
                break;
            case 3 or 4:
                await MakeAsync("groups", _groups, new { displayName = Name() });
                break;
            case 5:
                await http.PatchAsJsonAsync("/v1.0/users/" + Any(_users), new { displayName = Name() });
                break;
            case 6:
                await http.PatchAsJsonAsync("/v1.0/groups/" + Any(_groups), new { displayName = Name() });
                break;
            case 7:
                await http.DeleteAsync(random.Next(2) == 0 ? "/v1.0/users/" + Any(_users) : "/v1.0/groups/" + Any(_groups));
                break;
            case 8 or 9:
                await http.PostAsync($"/v1.0/directory/deletedItems/{Any(random.Next(2) == 0 ? _users : _groups)}/restore", null);
                break;
            case 10 when random.Next(2) == 0:
                await http.DeleteAsync("/v1.0/directory/deletedItems/" + Any(random.Next(2) == 0 ? _users : _groups));
                break;
            case 11:
                await http.PutAsJsonAsync($"/v1.0/users/{Any(_users)}/manager/$ref", Reference(Any(_users)));
                break;
            case 12:
                await http.DeleteAsync($"/v1.0/groups/{Any(_groups)}/members/{Any(_users)}/$ref");
                break;
            default:
                await http.PostAsJsonAsync($"/v1.0/groups/{Any(_groups)}/members/$ref", Reference(Any(random.Next(4) == 0 ? _groups : _users)));
                break;
        }
    }

    public async Task<List<string>> UsersAsync() =>
        [.. (await AllAsync("/v1.0/users")).Select(user => $"{user!["id"]} {user["displayName"]} {user["manager"]?["id"]}")];

    /// <summary>Members that are deleted count: the membership is there, and shows again when they are restored.</summary>
    public async Task<List<string>> GroupsAsync(bool members)
    {
        var lines = new List<string>();
        foreach (var group in await AllAsync("/v1.0/groups"))
        {
            var ids = new List<string>();
            if (members)
            {
                foreach (var candidate in _users.Concat(_groups))
                {
                    if (await IsMemberAsync(group!["id"]!.ToString(), candidate))
                        ids.Add(candidate);
                }
            }

            lines.Add($"{group!["id"]} {group["displayName"]} {string.Join(',', ids.Order(StringComparer.Ordinal))}");
        }

        return lines;
    }

    /// <summary>Asked of the object after it was restored, where it can be, since members that are deleted are not listed.</summary>
    private async Task<bool> IsMemberAsync(string group, string candidate)
    {
        using var restored = await http.PostAsync($"/v1.0/directory/deletedItems/{candidate}/restore", null);
        var listed = (await AllAsync($"/v1.0/groups/{group}/members")).Any(member => member!["id"]!.ToString() == candidate);
        if (restored.IsSuccessStatusCode)
            await http.DeleteAsync((_users.Contains(candidate) ? "/v1.0/users/" : "/v1.0/groups/") + candidate);
        return listed;
    }

    private async Task<JsonArray> AllAsync(string path) =>
        new([.. (await http.GetFromJsonAsync<JsonObject>(path + "?$top=999"))!["value"]!.AsArray().Select(item => item!.DeepClone()).OrderBy(item => item["id"]!.ToString(), StringComparer.Ordinal)]);

    private async Task MakeAsync(string collection, List<string> ids, object body)
    {
        using var answer = await http.PostAsJsonAsync("/v1.0/" + collection, body);
        ids.Add((await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.ToString());
    }

    private string Name() => (++_names).ToString(CultureInfo.InvariantCulture);

    private string Any(List<string> ids) => ids.Count == 0 ? Guid.Empty.ToString() : ids[random.Next(ids.Count)];

    private static Dictionary<string, string> Reference(string id) => new(StringComparer.Ordinal) { ["@odata.id"] = "https://x/v1.0/directoryObjects/" + id };
}
