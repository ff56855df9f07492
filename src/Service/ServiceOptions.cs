using Microsoft.Extensions.Logging;

namespace Sutler.Service;

/// <summary>How the service role runs.</summary>
public sealed record ServiceOptions
{
    /// <summary>Folder of the store, the master key and the administrator's token.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where the API listens. Plain HTTP is refused off loopback. Default: <c>http://127.0.0.1:8080</c>.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080"];

    /// <summary>Where agents connect. Port 0 takes a free port at first start and the same one afterwards. Default: <c>https://127.0.0.1:8443</c>.</summary>
    public string AgentUrls { get; init; } = "https://127.0.0.1:8443";

    /// <summary>What agents are told to dial; null for what <see cref="AgentUrls"/> is bound to. Default: null.</summary>
    public IReadOnlyList<string>? PublicAgentUrls { get; init; }

    /// <summary>Connection string of the PostgreSQL database that several nodes share; null for a file in the data folder. Default: null.</summary>
    public string? Database { get; init; }

    /// <summary>Where the master key is, as <c>file:PATH</c> or <c>env:NAME</c>; null for a key in the data folder, made at first start. Default: null.</summary>
    public string? MasterKeyReference { get; init; }

    /// <summary>
    /// Whether targets on loopback may be called without an agent; null for: only while the service itself listens on nothing but loopback. Default: null.
    /// </summary>
    public bool? AllowLoopbackTargets { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where logs go. Default: nowhere.</summary>
    public Action<ILoggingBuilder> ConfigureLogging { get; init; } = static _ => { };

    /// <summary>How long the directory keeps what is no longer needed.</summary>
    public Directory.DirectoryOptions Directory { get; init; } = new();

    internal Func<Jobs.EngineOptions, Jobs.EngineOptions> ConfigureEngine { get; init; } = static options => options;
}
