using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class DefaultDomainFunction() : ExpressionFunction("DefaultDomain")
{
    internal override ExpressionValue Invoke(FunctionCall call) => call.Context.DefaultDomain is { } domain
        ? ExpressionValue.Of(domain)
        : call.Fail(-1, "the tenant has no default domain. Set one, or write the domain as a text");
}
