using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>The roles assigned, to be added to those of the target (S/EXPR-93).</summary>
internal sealed class AppRoleAssignmentsComplexFunction() : ExpressionFunction("AppRoleAssignmentsComplex", new FunctionParameter("source"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => Roles.Complex(call[0]);
}
