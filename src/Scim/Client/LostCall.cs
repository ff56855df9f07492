using System.Globalization;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Client;

/// <summary>
/// Tells how a call ended that brought no whole answer: not sent, or perhaps run. A read changes nothing, so it can always be sent again;
/// a write counts as perhaps run unless the failure proves that it never left.
/// </summary>
internal static class LostCall
{
    public static ScimResult? Classify(ScimCall call, Exception exception, ScimClientOptions options) =>
        Outcome(call, exception, options) is { } lost
            ? lost with
            {
                Exchange = new ScimExchange(call.Method.Method, ExchangeText.OfUrl(call.Uri, options.RedactedAttributes), 0)
                {
                    RequestBody = ExchangeText.OfBody(call.Body.Span, options.RedactedAttributes),
                },
            }
            : null;

    private static ScimResult? Outcome(ScimCall call, Exception exception, ScimClientOptions options) => exception switch
    {
        HttpRequestException failure => Lost(call, options.MayHaveRun(failure) ?? !NeverLeft(failure.HttpRequestError), Describe(failure)),
        IOException => Lost(call, mayHaveRun: true, "the connection broke before the whole answer had come"),
        OperationCanceledException => Lost(
            call, mayHaveRun: true, string.Create(CultureInfo.InvariantCulture, $"no answer came within {options.Timeout.TotalSeconds:0.#} s")),
        _ => null,
    };

    private static bool NeverLeft(HttpRequestError error) => error
        is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    private static string Describe(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.Unknown => failure.Message,
        var error => $"{error}: {failure.Message}",
    };

    private static ScimResult Lost(ScimCall call, bool mayHaveRun, string reason)
    {
        var outcome = mayHaveRun && call.IsWrite ? ScimOutcome.MayHaveRun : ScimOutcome.NotSent;
        var detail = $"{call.Method} {call.Uri.GetLeftPart(UriPartial.Path)}: {reason}.";
        return new ScimResult(outcome, 0) { Error = new ScimError(0, null, detail) };
    }
}
