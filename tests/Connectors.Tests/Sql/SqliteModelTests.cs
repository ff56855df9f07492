using FsCheck;
using FsCheck.Fluent;
using Sutler.Connectors.Contract;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Tests.Sql;

/// <summary>Random batches against the connector and a dictionary that does the same.</summary>
public sealed class SqliteModelTests
{
    private const ulong Seed = 20_260_101;
    private static readonly string[] Logins = ["a", "A", "b", "ç", "Ç", "c'\"", "d;--"];
    private static readonly string?[] Mails = [null, "m1", "m2", "M2", "ü"];
    private static readonly string?[] Titles = [null, "", "t", "T"];

    [Fact]
    public void Random_batches_leave_the_target_as_the_model_says()
    {
        TestContext.Current.SendDiagnosticMessage($"FsCheck seed {Seed}");
        var config = Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(30).WithReplay(Seed, 7);
        Prop.ForAll(Batches().ToArbitrary(), batches => RunAsync(batches).GetAwaiter().GetResult()).Check(config);
    }

    private static Gen<List<List<ObjectChange>>> Batches()
    {
        var change =
            from kind in Gen.Frequency((5, Gen.Constant(ChangeKind.Add)), (4, Gen.Constant(ChangeKind.Update)), (2, Gen.Constant(ChangeKind.Delete)))
            from login in Gen.Elements(Logins)
            from mail in Gen.Elements(Mails)
            from title in Gen.Elements(Titles)
            from parts in Gen.Choose(0, 7)
            select Make(kind, login, (mail, title, parts));
        return change.ListOf().Select(list => list.ToList()).ListOf().Select(list => list.Take(8).ToList());
    }

    private static ObjectChange Make(ChangeKind kind, string login, (string? Mail, string? Title, int Parts) values)
    {
        List<(string, object?)> set = [];
        if ((values.Parts & 1) != 0)
            set.Add(("Mail", values.Mail));
        if ((values.Parts & 2) != 0)
            set.Add(("Title", values.Title));
        if ((values.Parts & 4) != 0 && kind is ChangeKind.Update)
            set.Add(("Name", values.Title));
        return kind switch
        {
            ChangeKind.Add => ContractUser.Add(login, [.. set]),
            ChangeKind.Update => ContractUser.Update(login, [.. set]),
            _ => ContractUser.Delete(login),
        };
    }

    private static async Task<bool> RunAsync(List<List<ObjectChange>> batches)
    {
        await using var target = new SqliteContractTarget();
        var model = new DictionaryTarget();
        foreach (var batch in batches)
        {
            var results = await target.Connector.ApplyAsync(batch, CancellationToken.None);
            for (var index = 0; index < batch.Count; index++)
            {
                var expected = model.Apply(batch[index]);
                (results[index].Error?.Kind).ShouldBe(expected.Error, $"{batch[index]}: {results[index].Error}");
                (results[index].Object is { } found ? DictionaryTarget.Text(found) : null).ShouldBe(expected.Row);
            }
        }

        var pages = await target.Connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 3), CancellationToken.None).ToListAsync();
        pages.SelectMany(page => page.Objects).Select(DictionaryTarget.Text).ShouldBe(model.Rows, ignoreOrder: true);
        return true;
    }
}
