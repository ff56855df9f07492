using FsCheck;
using FsCheck.Fluent;
using Sutler.Service.Directory.Filters;

namespace Sutler.Service.Tests.Directory.Filters;

/// <summary>Random filters over a few attributes of a user, with values that occur and values that do not.</summary>
internal static class Filters
{
    public static readonly string[] Words = ["a", "A", "ab", "aB%", "b_", "o''x", "é", "É", "x\\y", "", "\U0001F600", "zz"];
    private static readonly string[] TextNames = ["displayName", "jobTitle", "mail", "userPrincipalName", "employeeId", "extension_k", "extensionAttribute3", "onPremisesExtensionAttributes/extensionAttribute3", "mobilePhone"];
    private static readonly string[] Operators = ["eq", "ne", "gt", "ge", "lt", "le"];
    private static readonly string[] Functions = ["startsWith", "endsWith", "contains"];

    public static Gen<FilterTree> Tree { get; } = Sized(4);

    private static Gen<FilterTree> Sized(int depth) => depth == 0
        ? Leaf
        : Gen.Frequency(
            (3, Leaf),
            (2, from left in Sized(depth - 1) from right in Sized(depth - 1) select (FilterTree)new FilterTree.And(left, right)),
            (2, from left in Sized(depth - 1) from right in Sized(depth - 1) select (FilterTree)new FilterTree.Or(left, right)),
            (2, from inner in Sized(depth - 1) select (FilterTree)new FilterTree.Not(inner)));

    private static Gen<FilterTree> Leaf => Gen.OneOf(Compared(Path(TextNames)), Booleans, Times, Numbers, Listed, Matched(Path(TextNames)), Anys);

    private static Gen<FilterPath> Path(params string[] names) => from name in Gen.Elements(names) select new FilterPath(name, 1);

    private static Gen<object?> Text => from word in Gen.Elements(Words) select (object?)word.Replace("''", "'", StringComparison.Ordinal);

    private static Gen<FilterTree> Compared(Gen<FilterPath> paths) =>
        Gen.OneOf(
            from path in paths from sign in Gen.Elements(Operators) from value in Text select (FilterTree)new FilterTree.Compare(path, sign, value),
            from path in paths from sign in Gen.Elements("eq", "ne") select (FilterTree)new FilterTree.Compare(path, sign, null));

    private static Gen<FilterTree> Booleans =>
        from path in Path("accountEnabled", "dirSyncEnabled", "extension_k")
        from sign in Gen.Elements("eq", "ne")
        from value in Gen.Elements(true, false)
        select (FilterTree)new FilterTree.Compare(path, sign, value);

    private static Gen<FilterTree> Times =>
        from path in Path("employeeHireDate")
        from sign in Gen.Elements(Operators)
        from day in Gen.Choose(1, 4)
        select (FilterTree)new FilterTree.Compare(path, sign, new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero));

    private static Gen<FilterTree> Numbers =>
        from path in Path("extension_k")
        from sign in Gen.Elements(Operators)
        from value in Gen.Choose(-2, 3)
        select (FilterTree)new FilterTree.Compare(path, sign, value / 2m);

    private static Gen<FilterTree> Listed =>
        from path in Path("displayName", "jobTitle", "employeeId")
        from values in Gen.ArrayOf(Gen.OneOf(Text, Gen.Constant<object?>(null)), 3)
        select (FilterTree)new FilterTree.In(path, values);

    private static Gen<FilterTree> Matched(Gen<FilterPath> paths) =>
        from path in paths
        from name in Gen.Elements(Functions)
        from text in Gen.Elements(Words)
        select (FilterTree)new FilterTree.Match(name, path, text.Replace("''", "'", StringComparison.Ordinal));

    private static Gen<FilterTree> Anys => Gen.OneOf(
        from path in Path("proxyAddresses", "extension_k") select (FilterTree)new FilterTree.Any(path, "", null),
        from path in Path("proxyAddresses", "extension_k") from test in Inner select (FilterTree)new FilterTree.Any(path, "p", test));

    private static Gen<FilterTree> Inner => Gen.OneOf(
        from sign in Gen.Elements(Operators) from value in Text select (FilterTree)new FilterTree.Compare(new FilterPath("p", 1), sign, value),
        Matched(Path("p")),
        from inner in Matched(Path("p")) select (FilterTree)new FilterTree.Not(inner),
        from left in Matched(Path("p")) from right in Matched(Path("p")) select (FilterTree)new FilterTree.Or(left, right));
}
