using System.Text.Json.Nodes;

namespace Sutler.Host.Connections.Sections;

/// <summary><c>limits:</c>, how long the host waits for a connector and how much a connection may use.</summary>
internal static class LimitsSection
{
    public const string Key = "limits";

    private static readonly ConnectionLimits Usual = new();

    public static ConnectionConfig Read(JsonObject root, ConnectionConfig config, FaultList faults)
    {
        if (faults.Section(root, Key) is not { } limits)
            return config;
        faults.Unknown(limits, "limits.", "connectorTimeout", "pageTimeout", "lookups", "concurrency", "missesPerSecond", "breaker");
        var breaker = Breaker(limits, faults);
        return config with
        {
            Limits = new ConnectionLimits
            {
                ConnectorTimeout = faults.Duration(limits, "limits.connectorTimeout", Time(Usual.ConnectorTimeout)),
                PageTimeout = faults.Duration(limits, "limits.pageTimeout", Time(Usual.PageTimeout)),
                Lookups = (int)faults.Number(limits, "limits.lookups", new NumberRange(Usual.Lookups, 1, 64)),
                Concurrency = (int)faults.Number(limits, "limits.concurrency", new NumberRange(Usual.Concurrency, 1, 100_000)),
                MissesPerSecond = (int)faults.Number(limits, "limits.missesPerSecond", new NumberRange(Usual.MissesPerSecond, 0, 100_000)),
                BreakerFailures = (int)faults.Number(breaker, "limits.breaker.failures", new NumberRange(Usual.BreakerFailures, 1, 1000)),
                BreakerWait = faults.Duration(breaker, "limits.breaker.wait", Time(Usual.BreakerWait)),
                BreakerLongest = faults.Duration(breaker, "limits.breaker.longest", Time(Usual.BreakerLongest)),
            },
        };
    }

    private static DurationRange Time(TimeSpan usual) => new(usual, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    private static JsonObject? Breaker(JsonObject limits, FaultList faults)
    {
        if (limits["breaker"] is not JsonObject breaker)
        {
            if (limits.ContainsKey("breaker"))
                faults.Add("limits.breaker", "must be a mapping with 'failures', 'wait' and 'longest'.");
            return null;
        }

        faults.Unknown(breaker, "limits.breaker.", "failures", "wait", "longest");
        return breaker;
    }
}
