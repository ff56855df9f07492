using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>The roles assigned, to take the place of those of the target (S/EXPR-94).</summary>
internal sealed class AssertiveAppRoleAssignmentsComplexFunction() : ExpressionFunction("AssertiveAppRoleAssignmentsComplex", new FunctionParameter("source"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => Roles.Complex(call[0]);
}
