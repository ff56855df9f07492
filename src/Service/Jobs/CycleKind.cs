using System.Text.Json.Serialization;

namespace Sutler.Service.Jobs;

/// <summary>Which objects a cycle looks at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CycleKind>))]
internal enum CycleKind
{
    /// <summary>All of them.</summary>
    Initial,

    /// <summary>Those that changed since the watermark.</summary>
    Incremental,

    /// <summary>Those that an operator named: no cycle, and it leaves the job's cycle and watermark alone.</summary>
    Errand,
}
