namespace Sutler.Expressions.Tests;

public sealed partial class FactsTests
{
    private static readonly (string Expression, string Attributes, string? Expected)[] NumberFacts = [];
    private static readonly (string Expression, string Attributes, string? Expected)[] DateFacts = [];
    private static readonly (string Expression, string Attributes, string? Expected)[] RoleFacts = [];
}
