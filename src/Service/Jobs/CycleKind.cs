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
}
