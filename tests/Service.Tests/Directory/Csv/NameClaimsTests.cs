using System.Globalization;
using Sutler.Service.Directory.Csv;

namespace Sutler.Service.Tests.Directory.Csv;

public sealed class NameClaimsTests
{
    private const int Many = 20_000;

    [Theory]
    [InlineData("1=b 2=a", "")]
    [InlineData("1=b 2=c 3=a", "")]
    [InlineData("1=b 2=c 3=new", "")]
    [InlineData("1=b 2=c", "1 2")]
    [InlineData("4=a 1=b 2=c 3=d", "")]
    [InlineData("4=a 1=b 2=c", "1 2 4")]
    [InlineData("4=a 5=A", "4 5")]
    [InlineData("4=a 1=A", "4")]
    [InlineData("4=x 5=X 1=b 2=x", "1 2 5")]
    public void Refuses_what_stays_taken_when_everything_has_moved(string rows, string expected)
    {
        var claims = rows.Split(' ').Select((row, index) => Claim(row.Split('=')[0], row.Split('=')[1], index)).ToList();
        var owners = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1", ["b"] = "2", ["c"] = "3" };
        var refused = NameClaims.Refuse(claims, owners);
        string.Join(' ', refused.Keys.Select(row => row.WorkerId).Order(StringComparer.Ordinal)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(1, Many)]
    [InlineData(Many + 1, Many)]
    public void Ends_on_many_rows_in_conflict(int first, int count)
    {
        // From 1 on: a chain, each worker after the name of the next, the last of whom stays. Else: newcomers, each after a name that stays taken.
        var claims = Enumerable.Range(first, count).Select(number => Claim(Name(number), first == 1 ? Name(number + 1) : Name(number - Many), number)).ToList();
        var owners = Enumerable.Range(1, Many + 1).ToDictionary(Name, Name, StringComparer.Ordinal);
        var began = TimeProvider.System.GetTimestamp();
        NameClaims.Refuse(claims, owners).Count.ShouldBe(count);
        TestContext.Current.SendDiagnosticMessage($"{count} conflicting rows refused in {TimeProvider.System.GetElapsedTime(began).TotalMilliseconds:0} ms");
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static (WorkerRow Row, string ObjectId) Claim(string worker, string name, int line) => (
        new WorkerRow { Line = line, WorkerId = worker, UserPrincipalName = name, Attributes = [], Hash = "" }, worker);
}
