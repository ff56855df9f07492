namespace Sutler.Host.Cache;

/// <summary>What the stored objects stem from.</summary>
internal sealed record ImportMark
{
    /// <summary>Hash of settings and schema: objects read under other settings are not answered.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>When the last import began that was taken in whole, in milliseconds since 1970 UTC.</summary>
    public required long Started { get; init; }

    /// <summary>When the last full import began.</summary>
    public required long Full { get; init; }

    /// <summary>Where a delta import may start; null when unknown.</summary>
    public string? Watermark { get; init; }

    /// <summary>Hash of the settings alone: they, and no target, tell whether <see cref="Schema"/> is of use.</summary>
    public string? Settings { get; init; }

    /// <summary>The connector's schema as JSON, so that a start needs no target.</summary>
    public string? Schema { get; init; }
}
