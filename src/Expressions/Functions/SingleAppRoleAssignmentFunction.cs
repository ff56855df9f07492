using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>The name of the one role assigned. With several, which one would be chance: that is an error (S/EXPR-92).</summary>
internal sealed class SingleAppRoleAssignmentFunction() : ExpressionFunction("SingleAppRoleAssignment", new FunctionParameter("source"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => call[0].Items.Count switch
    {
        0 => ExpressionValue.Null,
        1 => ExpressionValue.Of(Roles.NameOf(call[0].Items[0])),
        _ => call.Fail(0, "several roles are assigned, and this function takes one. Assign one role, or use AppRoleAssignmentsComplex"),
    };
}
