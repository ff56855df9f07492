using System.Text.Json.Nodes;
using Sutler.Conformance.Running;

namespace Sutler.Conformance.Tests.Running;

public sealed class VariablesTests
{
    [Theory]
    [InlineData("{{user.id}}", "7")]
    [InlineData("/Users/{{user.id}}?x", "/Users/7?x")]
    [InlineData("{{upper:user.name}}", "ADA")]
    [InlineData("{{lower:user.name}}", "ada")]
    [InlineData("{{user.count + 1}}", "4")]
    [InlineData("{{user.count - 1}}", "2")]
    [InlineData("{{user.list.1}}", "b")]
    public void A_text_takes_values_in(string template, string text) => Make().Text(template).ShouldBe(text);

    [Theory]
    [InlineData("{{nobody}}", "nothing has set {{nobody}}")]
    [InlineData("{{user.nothing}}", "left {{user.nothing}} without a value")]
    [InlineData("{{reverse:user.id}}", "no function")]
    [InlineData("{{user.name + 1}}", "no number")]
    public void A_variable_without_a_value_ends_the_case(string template, string words) =>
        Should.Throw<CaseAbortException>(() => Make().Text(template)).Message.ShouldContain(words);

    [Fact]
    public void A_text_that_is_one_variable_takes_over_its_kind() =>
        Make().Expand(JsonNode.Parse("""{"a":"{{user.list}}","b":["{{user.count}}"],"x{{user.id}}":true}"""))!.ToJsonString()
            .ShouldBe("""{"a":["a","b"],"b":[3],"x7":true}""");

    [Fact]
    public void Lists_and_long_texts_are_made()
    {
        var made = Make().Expand(JsonNode.Parse("""{"l":{"$times":"{{user.count}}","$item":{"n":"u{{index}}"}},"t":{"$pad":5}}"""));
        made!.ToJsonString().ShouldBe("""{"l":[{"n":"u1"},{"n":"u2"},{"n":"u3"}],"t":"xxxxx"}""");
    }

    [Fact]
    public void What_is_too_large_to_send_skips_the_case() =>
        Should.Throw<CaseAbortException>(() => Make().Expand(JsonNode.Parse("""{"$pad":999999999}"""))).Skips.ShouldBeTrue();

    private static Variables Make()
    {
        var variables = new Variables();
        variables.Set("user", JsonNode.Parse("""{"id":"7","name":"Ada","count":3,"list":["a","b"]}"""));
        return variables;
    }
}
