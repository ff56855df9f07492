using System.Globalization;
using Sutler.Connectors.Sdk;
using static Sutler.Connectors.Contract.ContractUser;

namespace Sutler.Connectors.Contract;

/// <summary>What every connector must do, whatever its target. Derive a class that opens the target, and run it.</summary>
public abstract class ConnectorContract
{
    private const string Hostile = "x'); DROP TABLE Users; --\" ; DROP TABLE \"Users\"; `[]{}%_\\ \r\n\t";

    /// <summary>Makes an empty target.</summary>
    protected abstract ValueTask<ContractTarget> OpenAsync();

    [Fact]
    public async Task Test_finds_nothing_wrong_with_a_sound_target()
    {
        await using var target = await OpenAsync();
        (await target.Connector.TestAsync(CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Schema_says_type_anchor_requirement_and_mutability()
    {
        await using var target = await OpenAsync();
        var type = (await target.Connector.GetSchemaAsync(CancellationToken.None)).ObjectTypes.Single(candidate => candidate.Name == ContractTarget.User);
        var attributes = type.Attributes.ToDictionary(attribute => attribute.Name);

        type.Anchor.ShouldBe(["Login"]);
        attributes["Login"].ShouldSatisfyAllConditions(
            login => login.Mutability.ShouldBe(AttributeMutability.Immutable), login => login.Required.ShouldBeTrue(), login => login.CaseExact.ShouldBeFalse());
        attributes["Name"].Required.ShouldBeTrue();
        attributes["Mail"].ShouldSatisfyAllConditions(mail => mail.Unique.ShouldBeTrue(), mail => mail.Required.ShouldBeFalse());
        attributes["Active"].Type.ShouldBe(AttributeType.Boolean);
        attributes["Level"].Type.ShouldBe(AttributeType.Integer);
        attributes["Salary"].Type.ShouldBe(AttributeType.Decimal);
        attributes["HiredAt"].Type.ShouldBe(AttributeType.DateTime);
        attributes["Photo"].Type.ShouldBe(AttributeType.Binary);
        attributes["Manager"].ShouldSatisfyAllConditions(
            manager => manager.Type.ShouldBe(AttributeType.Reference), manager => manager.ReferencedType.ShouldBe(ContractTarget.User));
        attributes["Stamp"].Mutability.ShouldBe(AttributeMutability.ReadOnly);
    }

    [Fact]
    public async Task Apply_answers_every_change_in_order_with_the_object_as_it_stands()
    {
        await using var target = await OpenAsync();
        var results = await ApplyAsync(target, Add("a", ("Title", "one")), Add("b"), Update("a", ("Title", "two")), Delete("b"), Add("c"));

        results.Select(result => result.Error).ShouldAllBe(error => error == null);
        results.Select(result => result.Object?.Anchor.Values[0]).ShouldBe(["a", "b", "a", null, "c"]);
        results[0].Object!.Attributes["Title"].ShouldBe("one");
        results[2].Object!.Attributes["Title"].ShouldBe("two");
        results[2].Object!.Attributes["Name"].ShouldBe("Name of a");
        (await LoginsAsync(target)).ShouldBe(["a", "c"], ignoreOrder: true);
    }

    [Fact]
    public async Task Apply_returns_values_that_the_target_made()
    {
        await using var target = await OpenAsync();
        var result = (await ApplyAsync(target, Add("a"))).Single();

        result.Object!.Attributes["Stamp"].ShouldBeOfType<string>().ShouldNotBeEmpty();
        (await ImportAsync(target)).Single().Attributes["Stamp"].ShouldBe(result.Object.Attributes["Stamp"]);
    }

    [Fact]
    public async Task A_failing_change_does_not_undo_the_others()
    {
        await using var target = await OpenAsync();
        var results = await ApplyAsync(
            target, Add("a", ("Mail", "a@x")), Add("A"), Add("b", ("Mail", "a@x")), Add("c", ("Name", null)), Update("gone", ("Title", "t")), Delete("gone"), Add("d"), Update("a", ("Title", "t")));

        results.Select(result => result.Error?.Kind).ShouldBe(
            [null, ConnectorErrorKind.Conflict, ConnectorErrorKind.Conflict, ConnectorErrorKind.Invalid, ConnectorErrorKind.NotFound, ConnectorErrorKind.NotFound, null, null],
            string.Join(Environment.NewLine, results.Select(result => result.Error)));
        (await LoginsAsync(target)).ShouldBe(["a", "d"], ignoreOrder: true);
        (await FindAsync(target, "Login", "a")).Single().Attributes["Title"].ShouldBe("t");
    }

    [Fact]
    public async Task Errors_name_the_attribute_and_hold_no_value()
    {
        await using var target = await OpenAsync();
        var results = await ApplyAsync(target, Add("a", ("Mail", "secret@x")), Add("b", ("Mail", "secret@x")), Update("a", ("Name", null)));

        results[1].Error!.Attribute.ShouldBe("Mail");
        results[1].Error!.Message.ShouldNotContain("secret");
        results[2].Error!.ShouldSatisfyAllConditions(error => error.Kind.ShouldBe(ConnectorErrorKind.Invalid), error => error.Attribute.ShouldBe("Name"));
        results.Skip(1).ShouldAllBe(result => !result.Error!.IsRetryable && !result.Error.MayHaveRun);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(5000)]
    public async Task Import_sees_every_object_once_whatever_the_page_size(int pageSize)
    {
        await using var target = await OpenAsync();
        var logins = Enumerable.Range(0, 21).Select(index => index.ToString("D3", CultureInfo.InvariantCulture)).ToArray();
        await ApplyAsync(target, [.. logins.Select(login => Add(login))]);

        var pages = await target.Connector.ImportAsync(new ImportRequest(ImportKind.Full, null, pageSize), CancellationToken.None).ToListAsync();

        pages.ShouldAllBe(page => page.Objects.Count >= 1 && page.Objects.Count <= pageSize);
        pages.SelectMany(page => page.Objects).Select(found => found.Anchor.Values[0]).ShouldBe(logins, ignoreOrder: true);
    }

    [Fact]
    public async Task Import_goes_beyond_five_thousand_objects_and_the_first_page()
    {
        await using var target = await OpenAsync();
        for (var start = 0; start < 10_001; start += 500)
            (await ApplyAsync(target, [.. Enumerable.Range(start, Math.Min(500, 10_001 - start)).Select(index => Add($"user{index}"))])).ShouldAllBe(result => result.Error == null);

        (await ImportAsync(target)).Select(found => found.Anchor).Distinct().Count().ShouldBe(10_001);
    }

    [Fact]
    public async Task Import_of_an_empty_target_is_empty()
    {
        await using var target = await OpenAsync();
        (await ImportAsync(target)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_while_objects_come_and_go_sees_those_that_stay()
    {
        await using var target = await OpenAsync();
        var stay = Enumerable.Range(0, 40).Select(index => $"k{index:D2}").ToArray();
        await ApplyAsync(target, [.. stay.Select(login => Add(login))]);
        await ApplyAsync(target, [.. stay.Select(login => Add(login + "-goes"))]);

        HashSet<string> seen = [];
        var page = 0;
        await foreach (var found in target.Connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 7), CancellationToken.None))
        {
            foreach (var item in found.Objects)
                seen.Add(item.Anchor.Values[0]).ShouldBeTrue($"{item.Anchor} came twice");
            await ApplyAsync(target, Delete($"k{page:D2}-goes"), Delete($"k{39 - page:D2}-goes"), Add($"a-comes{page}"), Add($"z-comes{page}"));
            page++;
        }

        stay.ShouldBeSubsetOf(seen);
    }

    [Fact]
    public async Task Find_returns_the_objects_with_any_of_the_values()
    {
        await using var target = await OpenAsync();
        await ApplyAsync(target, [.. Enumerable.Range(0, 700).Select(index => Add($"u{index}", ("Title", $"t{index % 2}"), ("Level", (long)index)))]);

        (await FindAsync(target, "Login", "u1", "u699", "nobody")).Select(found => found.Anchor.Values[0]).ShouldBe(["u1", "u699"], ignoreOrder: true);
        (await FindAsync(target, "Title", "t1")).Count.ShouldBe(350);
        (await FindAsync(target, "Level", 5L)).Single().Anchor.ShouldBe(new Anchor("u5"));
        (await FindAsync(target, "Login", [.. Enumerable.Range(0, 1400).Select(index => $"u{index}")])).Count.ShouldBe(700);
        (await FindAsync(target, "Title", [])).ShouldBeEmpty();
        (await FindAsync(target, "Level", "no number")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_by_anchor_follows_the_targets_own_comparison()
    {
        await using var target = await OpenAsync();
        await ApplyAsync(target, Add("Alice"), Add("Bob"));

        var found = await Finder(target).FindAsync(new ObjectQuery(ContractTarget.User, null, [], [new Anchor("aLICE"), new Anchor("carol")]), CancellationToken.None);
        found.Single().Anchor.ShouldBe(new Anchor("Alice"));
        (await ApplyAsync(target, Update("ALICE", ("Title", "t")))).Single().Object!.Anchor.ShouldBe(new Anchor("Alice"));
        (await ApplyAsync(target, Update("Alice", ("Login", "ALICE")))).Single().Error.ShouldBeNull();
    }

    [Fact]
    public async Task Find_of_an_unknown_type_or_attribute_is_refused()
    {
        await using var target = await OpenAsync();
        (await Should.ThrowAsync<ConnectorException>(async () => await FindAsync(target, Hostile, "x"))).Error.Kind.ShouldBe(ConnectorErrorKind.Invalid);
        (await Should.ThrowAsync<ConnectorException>(async () => await Finder(target).FindAsync(new ObjectQuery(Hostile, "Login", ["x"], []), CancellationToken.None)))
            .Error.Kind.ShouldBe(ConnectorErrorKind.Invalid);
    }

    [Theory]
    [InlineData("Zoë Łukasz Ødegård")]
    [InlineData("李小龍 😀 👩‍👩‍👧 مرحبا")]
    [InlineData("I ı İ i ß")]
    [InlineData(" leading and trailing ")]
    [InlineData("")]
    [InlineData(Hostile)]
    [InlineData("null")]
    [InlineData("007")]
    [InlineData("1e3")]
    public async Task Text_comes_back_as_it_was_given(string text)
    {
        await using var target = await OpenAsync();
        var login = "k" + text;
        await ApplyAsync(target, Add(login, ("Title", text)));

        var found = (await ImportAsync(target)).Single();
        found.Anchor.ShouldBe(new Anchor(login));
        found.Attributes["Title"].ShouldBe(text);
        (await FindAsync(target, "Title", text)).Single().Anchor.ShouldBe(new Anchor(login));
        (await ApplyAsync(target, Delete(login))).Single().Error.ShouldBeNull();
    }

    [Fact]
    public async Task Long_text_is_not_cut()
    {
        await using var target = await OpenAsync();
        var text = string.Concat(Enumerable.Repeat("0123456789", 10_000));
        await ApplyAsync(target, Add("a", ("Title", text)));
        (await ImportAsync(target)).Single().Attributes["Title"].ShouldBe(text);
    }

    [Fact]
    public async Task Hostile_names_are_refused_and_change_nothing()
    {
        await using var target = await OpenAsync();
        await ApplyAsync(target, Add("a"));
        var results = await ApplyAsync(
            target, Update("a", (Hostile, "x")), Add("b", ("Name\"; DROP TABLE Users; --", "x")), Update("a") with { ObjectType = Hostile }, Delete(Hostile));

        results.Select(result => result.Error!.Kind).ShouldBe(
            [ConnectorErrorKind.Invalid, ConnectorErrorKind.Invalid, ConnectorErrorKind.Invalid, ConnectorErrorKind.NotFound]);
        (await LoginsAsync(target)).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Null_clears_a_value_and_leaves_the_rest()
    {
        await using var target = await OpenAsync();
        await ApplyAsync(target, Add("a", ("Title", "t"), ("Level", 3L), ("Manager", Reference("a"))));
        var result = (await ApplyAsync(target, Update("a", ("Title", null), ("Manager", null)))).Single();

        result.Object!.Attributes.Keys.ShouldNotContain("Title");
        result.Object.Attributes.Keys.ShouldNotContain("Manager");
        result.Object.Attributes["Level"].ShouldBe(3L);
        (await ImportAsync(target)).Single().Attributes.Keys.ShouldNotContain("Title");
    }

    [Fact]
    public async Task Typed_values_come_back_exactly()
    {
        await using var target = await OpenAsync();
        var hired = new DateTimeOffset(2024, 2, 29, 23, 59, 59, 123, TimeSpan.FromHours(-7));
        byte[] photo = [0, 1, 2, 0xFF, 0, 0x7F];
        await ApplyAsync(target, Add("a", ("Active", false), ("Level", long.MaxValue), ("Salary", 1234567.89m), ("HiredAt", hired), ("Photo", photo)));

        var values = (await ImportAsync(target)).Single().Attributes;
        values["Active"].ShouldBe(false);
        values["Level"].ShouldBe(long.MaxValue);
        values["Salary"].ShouldBe(1234567.89m);
        values["HiredAt"].ShouldBe(hired.ToUniversalTime());
        ((DateTimeOffset)values["HiredAt"]).Offset.ShouldBe(TimeSpan.Zero);
        ((byte[])values["Photo"]).ShouldBe(photo);
        (await FindAsync(target, "Active", false)).Count.ShouldBe(1);
        (await FindAsync(target, "HiredAt", hired)).Count.ShouldBe(1);
        (await FindAsync(target, "Salary", 1234567.89m)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task References_point_to_objects_and_are_found_by_them()
    {
        await using var target = await OpenAsync();
        await ApplyAsync(target, Add("boss"), Add("a", ("Manager", Reference("boss"))), Add("b"));

        (await FindAsync(target, "Manager", Reference("boss"))).Single().Anchor.ShouldBe(new Anchor("a"));
        var result = (await ApplyAsync(target, Update("b", ("Manager", Reference("boss"))))).Single();
        result.Object!.Attributes["Manager"].ShouldBe(Reference("boss"));
    }

    [Theory]
    [InlineData("Active", "yes")]
    [InlineData("Level", "three")]
    [InlineData("HiredAt", "2024-01-01")]
    [InlineData("Title", true)]
    [InlineData("Manager", "boss")]
    [InlineData("Stamp", "mine")]
    [InlineData("Login", "")]
    public async Task Values_that_do_not_fit_are_refused_with_their_attribute(string attribute, object value)
    {
        await using var target = await OpenAsync();
        await ApplyAsync(target, Add("a"));
        var error = (await ApplyAsync(target, Update("a", (attribute, value)))).Single().Error!;

        error.ShouldSatisfyAllConditions(() => error.Kind.ShouldBe(ConnectorErrorKind.Invalid), () => error.Attribute.ShouldBe(attribute));
    }

    [Fact]
    public async Task A_changed_key_is_a_rename_or_refused()
    {
        await using var target = await OpenAsync();
        await ApplyAsync(target, Add("a"));
        var result = (await ApplyAsync(target, Update("a", ("Login", "b")))).Single();

        if (!target.Connector.Capabilities.Rename)
            result.Error!.Kind.ShouldBe(ConnectorErrorKind.Unsupported);
        (await LoginsAsync(target)).ShouldBe([target.Connector.Capabilities.Rename ? "b" : "a"]);
    }

    [Fact]
    public async Task An_update_of_nothing_returns_the_object()
    {
        await using var target = await OpenAsync();
        await ApplyAsync(target, Add("a", ("Title", "t")));
        (await ApplyAsync(target, Update("a"))).Single().Object!.Attributes["Title"].ShouldBe("t");
        (await ApplyAsync(target, Update("b"))).Single().Error!.Kind.ShouldBe(ConnectorErrorKind.NotFound);
    }

    [Fact]
    public async Task Attribute_names_compare_without_regard_to_case()
    {
        await using var target = await OpenAsync();
        var result = (await ApplyAsync(target, Add("a", ("tITLE", "t")))).Single();
        result.Object!.Attributes["TITLE"].ShouldBe("t");
    }

    [Fact]
    public async Task An_empty_batch_has_no_results()
    {
        await using var target = await OpenAsync();
        (await ApplyAsync(target)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelled_calls_stop_and_change_nothing()
    {
        await using var target = await OpenAsync();
        await ApplyAsync(target, Add("a"));
        var cancelled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(async () => await target.Connector.ApplyAsync([Add("b")], cancelled));
        await Should.ThrowAsync<OperationCanceledException>(async () => await target.Connector.GetSchemaAsync(cancelled));
        await Should.ThrowAsync<OperationCanceledException>(async () => await Finder(target).FindAsync(new ObjectQuery(ContractTarget.User, "Login", ["a"], []), cancelled));
        await Should.ThrowAsync<OperationCanceledException>(
            async () => await target.Connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 10), cancelled).ToListAsync(CancellationToken.None));
        (await LoginsAsync(target)).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Delta_import_works_or_is_refused()
    {
        await using var target = await OpenAsync();
        if (target.Connector.Capabilities.DeltaImport)
            return;
        var thrown = await Should.ThrowAsync<ConnectorException>(
            async () => await target.Connector.ImportAsync(new ImportRequest(ImportKind.Delta, "1", 10), CancellationToken.None).ToListAsync());
        thrown.Error.Kind.ShouldBe(ConnectorErrorKind.Unsupported);
    }

    private static IObjectFinder Finder(ContractTarget target)
    {
        Assert.SkipUnless(target.Connector is IObjectFinder, "This connector has no finder.");
        return (IObjectFinder)target.Connector;
    }

    private static async Task<IReadOnlyList<ConnectorObject>> FindAsync(ContractTarget target, string attribute, params object[] values) =>
        await Finder(target).FindAsync(new ObjectQuery(ContractTarget.User, attribute, values, []), CancellationToken.None);

    private static async Task<IReadOnlyList<ChangeResult>> ApplyAsync(ContractTarget target, params ObjectChange[] changes)
    {
        var results = await target.Connector.ApplyAsync(changes, CancellationToken.None);
        results.Count.ShouldBe(changes.Length);
        return results;
    }

    private static async Task<List<ConnectorObject>> ImportAsync(ContractTarget target) =>
        await target.Connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 500), CancellationToken.None).SelectMany(page => page.Objects).ToListAsync();

    private static async Task<List<string>> LoginsAsync(ContractTarget target) => [.. (await ImportAsync(target)).Select(found => found.Anchor.Values[0])];
}
