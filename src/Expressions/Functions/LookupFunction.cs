using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>The value that a table of the schema has for a key; without one the default, or null.</summary>
internal sealed class LookupFunction() : ExpressionFunction("x.Lookup", new("table"), new("key"), new FunctionParameter("defaultValue", Required: false))
{
    public override bool IsExtension => true;

    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (!call.Context.Tables.TryGetValue(call.Text(0), out var table))
            return call.Fail(0, "there is no table of this name. Add it to lookupTables of the schema, or correct the name");
        return table.TryGetValue(call.Text(1), out var value) ? ExpressionValue.Of(value) : call[2];
    }
}
