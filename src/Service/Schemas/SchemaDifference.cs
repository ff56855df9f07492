using System.Text.Json.Nodes;

namespace Sutler.Service.Schemas;

/// <summary>One thing that two schemas say differently.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="What"><c>objectMapping</c>, <c>row</c>, <c>filter</c>, <c>attribute</c> or <c>property</c>.</param>
/// <param name="Place">Its name: mapping, then row or filter, then property.</param>
/// <param name="Values">What it was and what it is.</param>
internal sealed record SchemaDifference(string Kind, string What, string Place, (JsonNode? Old, JsonNode? New) Values)
{
    public const string Added = "added";
    public const string Removed = "removed";
    public const string Changed = "changed";

    public object Show() => new { kind = Kind, what = What, place = Place, old = Values.Old, @new = Values.New };
}
