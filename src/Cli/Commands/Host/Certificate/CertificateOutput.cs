using System.Text.Json.Nodes;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Host.Certificate;

/// <summary>Prints what a host says about its certificate.</summary>
internal static class CertificateOutput
{
    public static int Write(HostCall call, JsonNode info)
    {
        if (call.Screen.Json)
        {
            Screen.WriteJson(info.ToJsonString());
            return 0;
        }

        call.Screen.Say($"{info["source"]} certificate {info["subject"]} ({info["key"]}), thumbprint {info["thumbprint"]}");
        call.Screen.Say($"for {string.Join(", ", info["names"]!.AsArray().Select(name => name!.ToString()))}; issued by {info["issuer"]}");
        call.Screen.Say($"valid until {info["notAfter"]}, {info["daysLeft"]} days left");
        foreach (var warning in info["warnings"]!.AsArray())
            call.Screen.Say($"warning: {warning}");
        if (info["problem"] is { } problem)
            call.Screen.Say($"problem: {problem}");
        return 0;
    }
}
