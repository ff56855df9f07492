using System.Globalization;
using System.Text.Json;
using System.Xml;
using Sutler.Service.Api;

namespace Sutler.Service.Jobs;

/// <summary>
/// The switches of a job: Graph's <c>synchronizationJobSettings</c>, a list of names and values as text. What the original keeps among the
/// secrets (<c>SyncAll</c>, <c>SkipOutOfScopeDeletions</c>) counts when the job itself says nothing (S/SCOPE-1, S/DEPROV-5).
/// </summary>
internal sealed class JobSettings
{
    private static readonly Dictionary<string, Func<string, bool>> Rules = new(StringComparer.OrdinalIgnoreCase)
    {
        [Names.SyncAll] = IsFlag,
        [Names.SkipOutOfScopeDeletions] = IsFlag,
        [Names.CreateDisabled] = IsFlag,
        [Names.WireProfile] = value => value is "auto" or "rfc7644-strict" or "entra-legacy" or "entra-flagged" or "interop",
        [Names.Interval] = value => Duration(value) is { } interval && interval >= TimeSpan.FromSeconds(10) && interval <= TimeSpan.FromHours(24),
        [Names.RequestsPerSecond] = value => Number(value) is >= 0 and <= 100_000,
        [Names.MostInFlight] = value => Number(value) is >= 1 and <= 1024,
        [Names.RemovalCount] = value => Number(value) is >= 0 and <= 10_000_000,
        [Names.RemovalPercent] = value => Number(value) is >= 0 and <= 100,
        [Names.MemberRemovalCount] = value => Number(value) is >= 0 and <= 10_000_000,
        [Names.MemberRemovalPercent] = value => Number(value) is >= 0 and <= 100,
        [Names.DeletesThreshold] = value => Number(value) is >= 0 and <= 10_000_000,
        [Names.DeletesThresholdEnabled] = IsFlag,
        [Names.DeleteAfterDisabled] = value => Duration(value) is { } wait && wait >= TimeSpan.Zero,
        [Names.DeleteOutOfScope] = IsFlag,
        [Names.MaintenanceWindows] = value => value.Length <= 1000 && Maintenance.MaintenanceParser.Parse(value) is not null,
        [Names.MembersPerRequest] = value => Number(value) is >= 1 and <= 10_000,
    };

    private readonly Dictionary<string, string> _own;
    private readonly IReadOnlyDictionary<string, string> _secrets;

    private JobSettings(Dictionary<string, string> own, IReadOnlyDictionary<string, string> secrets) => (_own, _secrets) = (own, secrets);

    /// <summary>Everybody is in scope; otherwise only who is assigned to the application (S/SCOPE-1).</summary>
    public bool SyncAll => Flag(Names.SyncAll);

    /// <summary>Who leaves the scope is left as they are at the target (S/DEPROV-5).</summary>
    public bool SkipOutOfScopeDeletions => Flag(Names.SkipOutOfScopeDeletions);

    /// <summary>Users who are disabled in the directory are created too, as disabled accounts (S/CYCLE-10).</summary>
    public bool CreateDisabled => Flag(Names.CreateDisabled);

    public string WireProfile => Text(Names.WireProfile) ?? "auto";

    /// <summary>How often the job looks by itself; null for the product's (S/PERF-1).</summary>
    public TimeSpan? Interval => Duration(Text(Names.Interval));

    /// <summary>Most requests a second to the target; 0 for as many as it bears (S/PERF-9).</summary>
    public int RequestsPerSecond => Number(Text(Names.RequestsPerSecond)) ?? 0;

    /// <summary>Most requests in flight; null for the product's.</summary>
    public int? MostInFlight => Number(Text(Names.MostInFlight));

    /// <summary>Removals of one cycle that are never held; null for the product's (S/SAFE-3).</summary>
    public int? RemovalCount => Number(Text(Names.RemovalCount)) ?? (Flag(Names.DeletesThresholdEnabled) ? Number(Text(Names.DeletesThreshold)) : null);

    /// <summary>Share of the linked objects whose removal is never held, in percent; null for the product's.</summary>
    public int? RemovalPercent => Number(Text(Names.RemovalPercent));

    /// <summary>Members taken out of groups in one cycle that are never held; null for the product's (S/SAFE-3).</summary>
    public int? MemberRemovalCount => Number(Text(Names.MemberRemovalCount));

    /// <summary>Share of the memberships whose end is never held, in percent; null for the product's.</summary>
    public int? MemberRemovalPercent => Number(Text(Names.MemberRemovalPercent));

    /// <summary>How long after it was disabled an account is deleted; null for never (S/DEPROV-8).</summary>
    public TimeSpan? DeleteAfterDisabled => Duration(Text(Names.DeleteAfterDisabled));

    /// <summary>Who leaves the scope is deleted rather than disabled (S/DEPROV-8).</summary>
    public bool DeleteOutOfScope => Flag(Names.DeleteOutOfScope);

    /// <summary>When nothing may be sent; null for never.</summary>
    public string? MaintenanceWindows => Text(Names.MaintenanceWindows);

    /// <summary>Most members added or removed by one request.</summary>
    public int MembersPerRequest => Number(Text(Names.MembersPerRequest)) ?? 1000;

    /// <summary>What the job itself says, for the API and for exports.</summary>
    public IReadOnlyDictionary<string, string> Own => _own;

    /// <param name="stored">The job's column.</param>
    /// <param name="secrets">The application's secrets, for the switches that the original keeps there.</param>
    public static JobSettings Read(string? stored, IReadOnlyDictionary<string, string> secrets) => new(
        stored is null ? new(StringComparer.OrdinalIgnoreCase) : new(JsonSerializer.Deserialize<Dictionary<string, string>>(stored)!, StringComparer.OrdinalIgnoreCase),
        secrets);

    /// <summary>The interval that the job itself names; null for none.</summary>
    public static TimeSpan? IntervalOf(JobRow row) => row.Settings is null ? null : Read(row.Settings, new Dictionary<string, string>(StringComparer.Ordinal)).Interval;

    /// <summary>The settings with others put over them; null takes one away. Unknown names and unfit values are refused.</summary>
    public JobSettings With(IEnumerable<KeyValuePair<string, string?>> changes)
    {
        var own = new Dictionary<string, string>(_own, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in changes)
        {
            if (!Rules.TryGetValue(name, out var fits))
                throw ApiException.BadRequest($"'{(name.Length > 60 ? name[..60] : name)}' is no setting of a job. Use one of: {string.Join(", ", Rules.Keys.Order(StringComparer.Ordinal))}.");
            if (value is null)
                own.Remove(name);
            else if (fits(value))
                own[Rules.Keys.First(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase))] = value;
            else
                throw ApiException.BadRequest($"The setting {name} cannot be '{(value.Length > 60 ? value[..60] : value)}'. docs/reference/job-settings.md lists what it takes.");
        }

        return new JobSettings(own, _secrets);
    }

    public string Write() => JsonSerializer.Serialize(_own);

    private string? Text(string name) => _own.GetValueOrDefault(name) ?? _secrets.GetValueOrDefault(name);

    private bool Flag(string name) => string.Equals(Text(name), "true", StringComparison.OrdinalIgnoreCase);

    private static bool IsFlag(string value) => bool.TryParse(value, out _);

    private static int? Number(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan? Duration(string? value)
    {
        try
        {
            return value is null ? null : XmlConvert.ToTimeSpan(value);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Names of the settings, as the API and the files write them.</summary>
    public static class Names
    {
        public const string SyncAll = "SyncAll";
        public const string SkipOutOfScopeDeletions = "SkipOutOfScopeDeletions";
        public const string CreateDisabled = "CreateDisabled";
        public const string WireProfile = "WireProfile";
        public const string Interval = "Interval";
        public const string RequestsPerSecond = "RequestsPerSecond";
        public const string MostInFlight = "MostInFlight";
        public const string RemovalCount = "RemovalCount";
        public const string RemovalPercent = "RemovalPercent";
        public const string MemberRemovalCount = "MemberRemovalCount";
        public const string MemberRemovalPercent = "MemberRemovalPercent";
        public const string DeletesThreshold = "QuarantineTooManyDeletesThreshold";
        public const string DeletesThresholdEnabled = "QuarantineTooManyDeletesEnabled";
        public const string DeleteAfterDisabled = "DeleteAfterDisabled";
        public const string DeleteOutOfScope = "DeleteOutOfScope";
        public const string MaintenanceWindows = "MaintenanceWindows";
        public const string MembersPerRequest = "MembersPerRequest";
    }
}
