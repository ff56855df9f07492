using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;

namespace Sutler.Host.Tests.Cache;

public sealed class CacheTests
{
    private const int Seed = 20_260_101;

    [Theory]
    [InlineData("EMP1222", "EMP1222")]
    [InlineData("a@b.c", "a_40b_2Ec")]
    [InlineData("Ä~_-", "_C3_84_7E_5F-")]
    public void Writes_ids_that_need_no_escaping(string anchor, string id)
    {
        ScimId.Encode(new Anchor(anchor)).ShouldBe(id);
        ScimId.Encode(new Anchor(anchor, "x")).ShouldBe(id + "~x");
    }

    [Theory]
    [InlineData("")]
    [InlineData("~a")]
    [InlineData("a~")]
    [InlineData("a.b")]
    [InlineData("_4")]
    [InlineData("_41")]
    [InlineData("_2e")]
    [InlineData("_FF")]
    [InlineData("_ 1")]
    public void Knows_only_the_one_spelling_of_an_id(string id) => ScimId.Decode(id).ShouldBeNull();

    [Fact]
    public void Reads_back_every_anchor()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 2000; i++)
        {
            var anchor = new Anchor([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Text(random))]);
            ScimId.Decode(ScimId.Encode(anchor)).ShouldBe(anchor, $"seed {Seed}, round {i}");
        }
    }

    [Fact]
    public void An_index_finds_what_a_scan_would()
    {
        foreach (var caseExact in new[] { true, false })
        {
            var random = new Random(Seed);
            var index = new AttributeIndex(new IndexedPlace(A, caseExact, IsNumber: false, Source: null), 0);
            var model = new Dictionary<string, CacheEntry>(StringComparer.Ordinal);
            for (var i = 0; i < 5000; i++)
            {
                var id = $"id{random.Next(60)}";
                var before = model.GetValueOrDefault(id);
                var after = random.Next(4) == 0 ? null : CacheEntry.First(id, Content(random), 0);
                index.Replace(before, after);
                if (after is null)
                    model.Remove(id);
                else
                    model[id] = after;

                var value = $"{(random.Next(2) == 0 ? 'v' : 'V')}{random.Next(5)}";
                var comparison = caseExact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
                var expected = model.Values.Where(e => Texts(e.Content, A).Any(t => string.Equals(t, value, comparison)));
                index.Find(value).OrderBy(e => e.Id, StringComparer.Ordinal).ShouldBe(expected.OrderBy(e => e.Id, StringComparer.Ordinal), $"seed {Seed}, round {i}");
            }
        }
    }

    [Fact]
    public void Reads_single_attributes_like_a_parser()
    {
        Prop.ForAll<string>(text =>
        {
            var content = Encoding.UTF8.GetBytes(new JsonObject { ["B"] = new JsonObject { ["A"] = "inner" }, ["A"] = text, ["C"] = 5 }.ToJsonString());
            return ContentReader.Text(content, A) == text
                && ContentReader.Text(content, new ContentPath(null, "C", null)) == "5"
                && ContentReader.Text(content, new ContentPath("B", "A", null)) == "inner"
                && ContentReader.Text(content, new ContentPath(null, "D", null)) is null;
        }).Check(Config.QuickThrowOnFailure.WithReplay(1, 3));
    }

    [Fact]
    public void An_entry_keeps_version_and_time_when_its_content_stays()
    {
        var entry = CacheEntry.First("a", "{}"u8.ToArray(), 5);

        entry.Next("{}"u8.ToArray(), 9).ShouldBeSameAs(entry);
        var next = entry.Next("{\"A\":1}"u8.ToArray(), 9);
        next.Meta.ShouldBe(new CacheEntryMeta(2, 5, 9));
        next.Next("{}"u8.ToArray(), 3).Meta.ShouldBe(new CacheEntryMeta(3, 5, 9));
    }

    [Fact]
    public void Reads_every_value_of_a_list_and_its_qualifier()
    {
        var content = """{"x":[{"value":"no"}],"members":[{"value":"1","type":"User","display":"a"},{"type":"Group","value":"2"},{"display":"b"}],"y":{"value":"3"}}"""u8;

        Texts(content, new ContentPath(null, "members", "value")).ShouldBe(["1", "2"]);
        Texts(content, new ContentPath(null, "members", "value").With("type")).ShouldBe(["1\nUser", "2\nGroup"]);
        Texts(content, new ContentPath(null, "y", "value")).ShouldBe(["3"]);
    }

    private static readonly ContentPath A = new(null, "A", null);

    private static List<string> Texts(ReadOnlySpan<byte> content, ContentPath path)
    {
        var texts = new List<string>();
        ContentReader.Texts(content, path, texts);
        return texts;
    }

    private static byte[] Content(Random random) => Encoding.UTF8.GetBytes(random.Next(6) switch
    {
        0 => "{\"B\":1}",
        1 => $"{{\"A\":[\"{Value(random)}\",\"{Value(random)}\",\"{Value(random)}\"]}}",
        _ => $"{{\"A\":\"{Value(random)}\"}}",
    });

    private static string Value(Random random) => $"{(random.Next(2) == 0 ? 'v' : 'V')}{random.Next(5)}";

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => char.ConvertFromUtf32(random.Next(3) switch { 0 => random.Next(1, 128), 1 => random.Next(0xA0, 0xD7FF), _ => random.Next(0x10000, 0x10FFFF) })));
}
