using System.Text.Json.Nodes;

namespace Sutler.Conformance.Cases;

/// <summary>A resource that exists before the steps of a case begin; its answer is the variable of the same name.</summary>
/// <param name="Name">Name of the variable; begins with the type in lower case (<c>user</c>, <c>user2</c>, <c>group</c>).</param>
/// <param name="Type"><c>User</c> or <c>Group</c>.</param>
/// <param name="Content">What it holds beyond the least that the type needs.</param>
internal sealed record GivenResource(string Name, string Type, JsonObject Content);
