using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Plans;

/// <summary>Which values plans, previews and explanations do not show: those that the provisioning log does not keep either (S/LOG-9).</summary>
internal static class Redaction
{
    public const string Shown = "[Redact]";

    public static bool Hides(AttributeChange attribute) => attribute.IsRedacted || Hides(attribute.Mapping);

    public static bool Hides(AttributeMapping mapping) => mapping.WriteOnly || mapping.TargetName.Contains("password", StringComparison.OrdinalIgnoreCase);
}
