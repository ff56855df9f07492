using System.Security.Cryptography;
using System.Text;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>SHA-256 of the UTF-8 bytes, in lower-case hexadecimal.</summary>
internal sealed class HashFunction() : ExpressionFunction("x.Hash", new FunctionParameter("source"))
{
    public override bool IsExtension => true;

    internal override ExpressionValue Invoke(FunctionCall call) => call[0].IsNull
        ? ExpressionValue.Null
        : ExpressionValue.Of(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call.Text(0)))));
}
