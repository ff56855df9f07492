using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sutler.Tunnel.Wire;

/// <summary>How the join and renewal messages are written: camel case, no reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(JoinResponse))]
[JsonSerializable(typeof(RenewRequest))]
[JsonSerializable(typeof(RenewResponse))]
public sealed partial class TunnelJson : JsonSerializerContext;
