using Microsoft.Extensions.Logging;
using Sutler.Host.Logging;

namespace Sutler.Host.Tests.Logging;

public sealed class RedactionTests
{
    private const string Secret = "opensesame-99";

    [Theory]
    [InlineData(LogLevel.Trace)]
    [InlineData(LogLevel.Critical)]
    public void No_level_shows_a_secret_in_message_or_exception(LogLevel level)
    {
        var lines = new List<string>();
        var redactor = new SecretRedactor();
        redactor.Add(Secret);
        redactor.Add("short").ShouldBe("short");
        var logger = new RedactingLogger(new EveryLevel(lines), redactor);

#pragma warning disable CA2254, CA1848 // The line is made up here, as a careless connector would.
        logger.Log(level, new InvalidOperationException($"Server=x;Password={Secret}", new IOException(Secret)), "connecting with {Text} to short", $"a{Secret}b");
#pragma warning restore CA2254, CA1848

        var line = lines.ShouldHaveSingleItem();
        line.ShouldNotContain(Secret);
        line.ShouldContain("a***b to short");
        line.ShouldContain("InvalidOperationException");
    }

    [Fact]
    public async Task Requests_are_logged_with_their_correlation_id_and_without_body_or_query()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync(options =>
        {
            options.LogLevel.Level = LogLevel.Debug;
            return options;
        });

        var (_, _, response) = await host.SendAsync(HttpMethod.Get, TestHost.Filter("Email", "hidden@contoso.com"), null, r => r.Headers.Add("client-request-id", "abc-123"));
        await host.PostAsync(TestHost.User("hidden-login"));
        await host.SendAsync(HttpMethod.Get, "Users/x", null, r => r.Headers.TryAddWithoutValidation("client-request-id", "forged id; x"));

        response.Headers.GetValues("x-correlation-id").ShouldBe(["abc-123"]);
        List<string> log;
        lock (host.Log)
            log = [.. host.Log.Where(line => line.Contains(" 2501 ", StringComparison.Ordinal))];
        log.ShouldContain(line => line.Contains("GET /ecma2host_demo/scim/Users answered 200", StringComparison.Ordinal) && line.Contains("abc-123", StringComparison.Ordinal));
        log.ShouldContain(line => line.Contains("POST", StringComparison.Ordinal) && line.Contains("201", StringComparison.Ordinal));
        string.Join('\n', log).ShouldNotContain("hidden");
        string.Join('\n', log).ShouldNotContain("forged");
    }

    private sealed class EveryLevel(List<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add($"{formatter(state, exception)} {exception} {state}");
    }
}
