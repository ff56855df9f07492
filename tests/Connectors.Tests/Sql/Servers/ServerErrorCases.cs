using Sutler.Connectors.Contract;
using Sutler.Connectors.Sdk;
using static Sutler.Connectors.Contract.ContractUser;

namespace Sutler.Connectors.Tests.Sql.Servers;

/// <summary>How failures of a database server are told, whatever the server and the driver.</summary>
public abstract class ServerErrorCases
{
    internal abstract Task<ServerTarget> OpenAsync();

    protected abstract string LockRow { get; }

    protected abstract Task KillAsync();

    protected abstract Task UpAsync();

    [Theory]
    [InlineData("Mail", "a@x", ConnectorErrorKind.Conflict, "must be unique")]
    [InlineData("Name", null, ConnectorErrorKind.Invalid, "must have a value")]
    [InlineData("Mail", 300, ConnectorErrorKind.Invalid, "longer than the column")]
    public async Task A_broken_rule_names_its_column_and_no_value(string attribute, object? value, ConnectorErrorKind kind, string words)
    {
        await using var target = await OpenAsync();
        await target.Connector.ApplyAsync([Add("a", ("Mail", "a@x")), Add("b", ("Mail", "b@x"))], CancellationToken.None);
        var given = value is int length ? new string('x', length) : value;
        var error = (await target.Connector.ApplyAsync([Update("b", (attribute, given))], CancellationToken.None)).Single().Error!;

        error.Kind.ShouldBe(kind);
        error.Message.ShouldContain(words);
        error.Message.ShouldNotContain("a@x");
        if (value is not int)
            error.Attribute.ShouldBe(attribute);
        error.MayHaveRun.ShouldBeFalse();
    }

    [Fact]
    public async Task A_number_out_of_range_is_refused()
    {
        await using var target = await OpenAsync();
        var error = (await target.Connector.ApplyAsync([Add("a", ("Salary", 99_999_999_999_999m))], CancellationToken.None)).Single().Error!;
        error.Kind.ShouldBe(ConnectorErrorKind.Invalid);
    }

    [Fact]
    public async Task A_wait_for_a_lock_ends_as_busy_and_the_rest_of_the_batch_is_kept()
    {
        await using var target = await OpenAsync();
        await target.Connector.ApplyAsync([Add("a"), Add("b")], CancellationToken.None);
        target.Run("BEGIN");
        target.Run(LockRow);
        var results = await target.Connector.ApplyAsync([Add("c"), Update("a", ("Title", "t")), Update("b", ("Title", "t"))], CancellationToken.None);
        target.Run("ROLLBACK");

        results[1].Error!.ShouldSatisfyAllConditions(
            error => error.Kind.ShouldBe(ConnectorErrorKind.Busy), error => error.IsRetryable.ShouldBeTrue(), error => error.MayHaveRun.ShouldBeFalse());
        results[0].Error.ShouldBeNull();
        results[2].Error.ShouldBeNull();
        (await target.Connector.ApplyAsync([Update("a", ("Title", "t"))], CancellationToken.None)).Single().Error.ShouldBeNull();
    }

    [Fact]
    public async Task Cancelling_stops_a_batch_that_waits_and_keeps_nothing()
    {
        await using var target = await OpenAsync();
        await target.Connector.ApplyAsync([Add("a")], CancellationToken.None);
        target.Run("BEGIN");
        target.Run(LockRow);
        using var cancelling = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Should.ThrowAsync<OperationCanceledException>(
            async () => await Task.Run(async () => await target.Connector.ApplyAsync([Add("z"), Update("a", ("Title", "t"))], cancelling.Token)));
        target.Run("ROLLBACK");
        (await target.Connector.ApplyAsync([Add("b")], CancellationToken.None)).Single().Error.ShouldBeNull();
        (await target.Connector.ImportAsync()).Select(found => found.Anchor.Values[0]).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_server_that_is_killed_is_unreachable_and_found_again_when_it_is_back()
    {
        await using var target = await OpenAsync();
        await target.Connector.ApplyAsync([Add("a")], CancellationToken.None);
        await KillAsync();
        try
        {
            var results = await target.Connector.ApplyAsync([Add("b"), Update("a", ("Title", "t"))], CancellationToken.None);
            results.ShouldAllBe(result => result.Error!.Kind == ConnectorErrorKind.Unreachable);
            results.ShouldAllBe(result => result.Error!.IsRetryable);
            var thrown = await Should.ThrowAsync<ConnectorException>(async () => await target.Connector.ImportAsync());
            thrown.Error.Kind.ShouldBe(ConnectorErrorKind.Unreachable);
            (await target.Connector.TestAsync(CancellationToken.None))!.Kind.ShouldBe(ConnectorErrorKind.Unreachable);
        }
        finally
        {
            await UpAsync();
        }

        (await RetryAsync(target)).ShouldBeNull();
        (await target.Connector.ImportAsync()).Select(found => found.Anchor.Values[0]).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_connection_string_may_hold_no_password_and_no_nonsense()
    {
        await using var target = await OpenAsync();
        var settings = target.Settings.DeepClone().AsObject();
        settings["connectionString"] = $"{settings["connectionString"]};Password=hunter2";
        var faults = new Connectors.Sql.SqlConnectorFactory().Validate(settings);
        faults.Single().ShouldStartWith("connectionString: holds a password");
        faults.Single().ShouldNotContain("hunter2");
        settings["connectionString"] = "hunter2=;=;";
        var others = new Connectors.Sql.SqlConnectorFactory().Validate(settings);
        others.ShouldNotBeEmpty();
        others.ShouldAllBe(fault => !fault.Contains("hunter2", StringComparison.Ordinal));
    }

    // A reader of a pool may still hold a connection that the server's end has closed: the first call finds that out.
    private static async Task<ConnectorError?> RetryAsync(ServerTarget target)
    {
        ConnectorError? error = null;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            error = (await target.Connector.ApplyAsync([Add("b")], CancellationToken.None)).Single().Error;
            if (error?.Kind is not ConnectorErrorKind.Unreachable)
                return error;
        }

        return error;
    }
}
