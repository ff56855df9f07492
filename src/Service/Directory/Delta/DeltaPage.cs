using System.Text.Json.Nodes;

namespace Sutler.Service.Directory.Delta;

/// <summary>A page of a snapshot or of changes.</summary>
/// <param name="Objects">What to show.</param>
/// <param name="Next">Where to go on.</param>
/// <param name="More">Whether to go on at once; else when there may be changes.</param>
internal sealed record DeltaPage(IReadOnlyList<JsonObject> Objects, DeltaToken Next, bool More);
