using System.Text.Json.Nodes;

namespace Sutler.Cli.Dev;

/// <summary>What the API says of a job at a moment, as far as following it needs.</summary>
internal sealed class JobState(JsonNode job)
{
    private readonly JsonNode _state = job["state"]!;

    public string Phase => _state["phase"]!.GetValue<string>();

    public long Done => _state["done"]!.GetValue<long>();

    public long Total => _state["total"]!.GetValue<long>();

    public bool Settled => _state["settled"]!.GetValue<bool>();

    public bool Running => _state["running"]!.GetValue<bool>();

    public string? WaitingFor => _state["waitingFor"]?.GetValue<string>();

    public string? LastError => _state["lastError"]?.ToString();

    public JsonNode? Held => _state["held"];

    /// <summary>How far the held cycle looks; null when none is held.</summary>
    public long? HeldPosition => Held?["feedPosition"]?.GetValue<long>();

    public bool IsPaused => job["status"]?["code"]?.GetValue<string>() == "Paused";

    /// <summary>Differs whenever something has moved.</summary>
    public string Pulse => $"{Phase} {Done} {Watermark} {_state["openIntents"]} {_state["links"]} {_state["totals"]?.ToJsonString()}";

    public long? Watermark => _state["watermark"]?.GetValue<long>();

    /// <summary>Objects that failed and are waiting to be tried again.</summary>
    public long Escrowed => _state["escrowed"]!.GetValue<long>();

    public long UnresolvedReferences => _state["unresolvedReferences"]!.GetValue<long>();

    public string? CycleId => _state["cycle"]?["id"]?.GetValue<string>();

    /// <summary>A counter of everything this service process did for the job.</summary>
    public long Sum(string counter) => _state["totals"]![counter]!.GetValue<long>();
}
