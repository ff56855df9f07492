using System.Text.Json;
using Sutler.Service.Directory;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Tests.Planning;

public sealed class PlannerTests
{
    private const string Urn = "urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User";
    private static readonly ObjectSchema Schema = SchemaReader.Read(TemplateStore.Find("ecma2host")!).For(JobSchema.User);

    [Fact]
    public void Creates_what_is_nowhere_at_the_target()
    {
        var change = Plan(User());
        (change.Situation, change.Action, change.Reason, change.Active).ShouldBe((Situation.Absent, ChangeAction.Create, "NotFoundAtTarget", true));
        After(change, "ContosoLogin").ShouldBe("a");
        After(change, "IsActive").ShouldBe(true);
        After(change, "AzureID").ShouldBe("id-1");
        change.Attributes.ShouldNotContain(attribute => attribute.Mapping.TargetName.EndsWith(":Email"));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Skips_a_user_who_is_not_active_and_was_never_provisioned(bool enabled, bool deleted)
    {
        var change = Plan(User(enabled: enabled, deleted: deleted));
        (change.Situation, change.Action, change.IsFailure, change.TargetId).ShouldBe((Situation.OutOfScope, ChangeAction.None, false, null));
    }

    [Fact]
    public void Links_and_updates_what_matches()
    {
        var change = Plan(User(), targets: Target(("ContosoLogin", "A"), ("Title", "Old"), ("IsActive", "True"), ("AzureID", "id-1")));
        (change.Situation, change.Action, change.TargetId, change.Reason).ShouldBe((Situation.Matched, ChangeAction.Update, "t-1", "MatchedAtTarget"));
        var attribute = change.Attributes.ShouldHaveSingleItem();
        (attribute.Before, attribute.After).ShouldBe(("Old", "Clerk"));
    }

    [Fact]
    public void Writes_nothing_when_nothing_differs()
    {
        var change = Plan(User(), Link(), targets: Target(("ContosoLogin", "a"), ("Title", "Clerk"), ("IsActive", "true"), ("AzureID", "id-1"), ("LastName", "kept")));
        (change.Situation, change.Action, change.Reason).ShouldBe((Situation.Linked, ChangeAction.None, "RedundantExport"));
    }

    [Fact]
    public void Disables_a_linked_user_who_is_not_active_any_more()
    {
        var change = Plan(User(enabled: false), Link(), targets: Same());
        (change.Action, change.Reason, change.Active).ShouldBe((ChangeAction.Disable, "SourceInactive", false));
        After(change, "IsActive").ShouldBe(false);
    }

    [Fact]
    public void Updates_and_does_not_disable_a_user_who_was_not_active_before()
    {
        var change = Plan(User(enabled: false, title: "New"), Link(active: false), targets: Target(("ContosoLogin", "a"), ("Title", "Clerk"), ("IsActive", "false"), ("AzureID", "id-1")));
        change.Action.ShouldBe(ChangeAction.Update);
    }

    [Fact]
    public void Deletes_what_is_gone_for_good()
    {
        var change = Planner.Plan(new PlanInput { SourceId = "id-1", Link = Link(), Schema = Schema });
        (change.Situation, change.Action, change.TargetId).ShouldBe((Situation.SourceGone, ChangeAction.Delete, "t-1"));
    }

    [Fact]
    public void Fails_on_several_matches()
    {
        var change = Plan(User(), null, Same(), Same());
        (change.Situation, change.Action, change.IsFailure, change.Reason).ShouldBe((Situation.Ambiguous, ChangeAction.None, true, "DuplicateTargetEntries"));
    }

    [Fact]
    public void Leaves_a_key_alone_that_the_target_cannot_rename_and_says_so()
    {
        var change = Plan(User(name: "new"), Link(), targets: Same());
        change.Action.ShouldBe(ChangeAction.None);
        var warning = change.Warnings.ShouldHaveSingleItem();
        warning.Code.ShouldBe("TargetKeyImmutable");
        warning.Message.ShouldContain("'a'");
        warning.Message.ShouldContain("'new'");
    }

    [Fact]
    public void Does_not_clear_what_the_source_does_not_say()
    {
        var change = Plan(User(title: null), Link(), targets: Same());
        change.Action.ShouldBe(ChangeAction.None);
    }

    [Theory]
    [InlineData("m", true, null, null, "t-m", false)]
    [InlineData("m", false, null, null, null, true)]
    [InlineData("m", true, "t-m", null, null, false)]
    [InlineData("m", true, "t-old", "t-old", "t-m", false)]
    [InlineData("m", false, "t-old", "t-old", "", true)]
    [InlineData("m", false, "t-old", null, null, true)]
    [InlineData(null, false, "t-old", "t-old", "", false)]
    [InlineData(null, false, "t-old", null, null, false)]
    [InlineData("id-1", false, null, null, null, true)]
    public void Sends_a_reference_when_both_ends_are_linked(string? manager, bool linked, string? atTarget, string? sent, string? expected, bool pending)
    {
        var values = new List<(string, object)> { ("ContosoLogin", "a"), ("Title", "Clerk"), ("IsActive", "true"), ("AzureID", "id-1") };
        if (atTarget is not null)
            values.Add(("Manager", new { value = atTarget }));
        var link = Link() with { ReferencesSent = sent is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [Urn + ":Manager"] = sent } };
        var change = Planner.Plan(new PlanInput
        {
            SourceId = "id-1",
            Source = User(manager: manager),
            Link = link,
            Targets = [Target([.. values])],
            Schema = Schema,
            References = new ReferenceState(linked ? new Dictionary<string, string> { ["m"] = "t-m" } : []),
        });
        var attribute = change.Attributes.SingleOrDefault();
        (attribute is null ? null : attribute.After ?? "").ShouldBe(expected);
        change.Pending.Count.ShouldBe(pending ? 1 : 0);
    }

    private static Change Plan(SourceObject source, LinkState? link = null, params JsonElement[] targets) =>
        Planner.Plan(new PlanInput { SourceId = "id-1", Source = source, Link = link, Targets = targets, Schema = Schema });

    private static SourceObject User(string name = "a", string? title = "Clerk", bool enabled = true, bool deleted = false, string? manager = null)
    {
        var attributes = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase) { ["userPrincipalName"] = name, ["accountEnabled"] = enabled };
        if (title is not null)
            attributes["jobTitle"] = title;
        return SourceObject.Of(new DirectoryUser { Id = "id-1", Version = 5, Attributes = attributes, ManagerId = manager, DeletedAt = deleted ? DateTimeOffset.UnixEpoch : null }, ScopeState.In);
    }

    private static LinkState Link(bool active = true) => new() { TargetId = "t-1", VersionSettled = 1, Active = active };

    private static JsonElement Same() => Target(("ContosoLogin", "a"), ("Title", "Clerk"), ("IsActive", "true"), ("AzureID", "id-1"));

    private static JsonElement Target(params (string Name, object Value)[] values) => JsonSerializer.SerializeToElement(
        new Dictionary<string, object> { ["id"] = "t-1", [Urn] = values.ToDictionary(value => value.Name, value => value.Value) });

    private static object? After(Change change, string name) => change.Attributes.Single(attribute => attribute.Mapping.TargetName.EndsWith(":" + name, StringComparison.Ordinal)).After;
}
