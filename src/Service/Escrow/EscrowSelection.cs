using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Api;

namespace Sutler.Service.Escrow;

/// <summary>What the body of a command on a list names: some ids, a code, or all. Pure.</summary>
/// <param name="Ids">Null unless ids were named.</param>
/// <param name="Code">Null unless a code was named.</param>
internal sealed record EscrowSelection(IReadOnlyList<string>? Ids, string? Code)
{
    private const int MostIds = 10_000;
    private const int MostLength = 300;

    /// <param name="body">The body.</param>
    /// <param name="takesCode">Whether entries can be named by their error code.</param>
    public static EscrowSelection Read(JsonObject body, bool takesCode)
    {
        var ids = body["ids"];
        var code = takesCode ? body["code"] : null;
        var all = body["all"]?.GetValueKind() is JsonValueKind.True;
        if ((ids is null ? 0 : 1) + (code is null ? 0 : 1) + (all ? 1 : 0) != 1)
            throw ApiException.BadRequest($"Say which: exactly one of {{\"ids\":[…]}}, {(takesCode ? "{\"code\":\"…\"}, " : "")}{{\"all\":true}}.");
        return new EscrowSelection(ids is null ? null : Texts(ids), code is null ? null : Text(code, "code"));
    }

    private static List<string> Texts(JsonNode ids)
    {
        if (ids is not JsonArray list || list.Count is 0 or > MostIds)
            throw ApiException.BadRequest($"ids is a list of 1 to {MostIds} ids.");
        return [.. list.Select(id => Text(id, "ids"))];
    }

    private static string Text(JsonNode? value, string name) =>
        value is JsonValue text && text.TryGetValue<string>(out var found) && found.Length is > 0 and <= MostLength
            ? found
            : throw ApiException.BadRequest($"{name} holds text of 1 to {MostLength} characters.");
}
