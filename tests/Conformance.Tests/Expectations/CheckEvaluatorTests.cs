using System.Text.Json.Nodes;
using Sutler.Conformance.Expectations;
using Sutler.Conformance.Loading;
using YamlDotNet.RepresentationModel;

namespace Sutler.Conformance.Tests.Expectations;

public sealed class CheckEvaluatorTests
{
    private const string Document = """
        {"id":"7","userName":"Ada","n":3,"empty":[],"active":true,"emails":[{"value":"a@x","type":"work","primary":true},{"value":"b@x","type":"home"}],
         "urn:x:2.0:User":{"department":"R&D"}}
        """;

    [Theory]
    [InlineData("id: '7'")]
    [InlineData("USERNAME: Ada")]
    [InlineData("n: 3.0")]
    [InlineData("n: {atLeast: 3, atMost: 3}")]
    [InlineData("empty: {exists: false}")]
    [InlineData("nothing: null")]
    [InlineData("userName: {not: Bob, matches: '^A', ignoringCase: ADA, type: string, contains: da, lacks: x}")]
    [InlineData("emails: {count: 2, contains: {type: home}, any: {type: work, primary: true}, all: {value: {matches: '@x$'}}, none: {type: other}, atMostOne: {primary: true}}")]
    [InlineData("'emails[type=work].value': a@x")]
    [InlineData("emails.1.value: b@x")]
    [InlineData("emails.*.value: {set: [b@x, a@x]}")]
    [InlineData("emails.*.value: [a@x, b@x]")]
    [InlineData("/urn:x:2.0:User/department: R&D")]
    [InlineData("emails.0: {only: [value, type, primary]}")]
    [InlineData("active: {oneOf: [true, null]}")]
    public void Holds(string expectation) => Judge(expectation).ShouldBeNull();

    [Theory]
    [InlineData("id: 7", "id equals 7")]
    [InlineData("userName: ada", "userName equals \"ada\"")]
    [InlineData("active: 'true'", "active equals \"true\"")]
    [InlineData("emails: {count: 1}", "emails count 1")]
    [InlineData("emails: {none: {type: work}}", "emails none (type equals \"work\")")]
    [InlineData("emails.*.value: [b@x, a@x]", "emails.*.value equals [\"b@x\",\"a@x\"]")]
    [InlineData("emails.0: {only: [value]}", "emails.0 only [\"value\"]")]
    [InlineData("missing: {exists: true}", "missing exists true")]
    public void Does_not_hold_and_says_what_was_expected(string expectation, string words) => Judge(expectation).ShouldNotBeNull().Expected.ShouldBe(words);

    private static Mismatch? Judge(string yaml)
    {
        var stream = new YamlStream();
        using var text = new StringReader(yaml);
        stream.Load(text);
        var mapping = (YamlMappingNode)stream.Documents[0].RootNode;
        var pairs = mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, pair.Value));
        return CheckEvaluator.FirstFailure(ExpectationReader.Read("t", pairs), JsonNode.Parse(Document));
    }
}
