namespace Sutler.Tunnel.Agent.Renewal;

/// <summary>When to renew: at two thirds of the certificate's life, a little spread out so that agents which joined together do not renew
/// together. Pure.</summary>
internal static class RenewalSchedule
{
    private const double Due = 2.0 / 3;
    private const double Spread = 0.05;

    /// <param name="notBefore">Begin of the certificate.</param>
    /// <param name="notAfter">Its end.</param>
    /// <param name="sample">Random, 0 to 1.</param>
    /// <summary>The moment from which the certificate should be replaced.</summary>
    public static DateTimeOffset DueAt(DateTimeOffset notBefore, DateTimeOffset notAfter, double sample) =>
        notBefore + ((notAfter - notBefore) * (Due + (Spread * sample)));
}
