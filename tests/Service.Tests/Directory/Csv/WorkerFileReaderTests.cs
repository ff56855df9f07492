using System.Text;
using Sutler.Service.Directory.Csv;

namespace Sutler.Service.Tests.Directory.Csv;

public sealed class WorkerFileReaderTests
{
    private const string Header = "WorkerID,WorkerStatus,UserID,FirstName,JobTitle\n";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Reads_rows_with_any_end_of_line(string end)
    {
        var file = await ReadAsync(("WorkerID,UserID\n1,a\n2,b\n").Replace("\n", end, StringComparison.Ordinal));
        file.Complete.ShouldBeTrue();
        file.Workers.Keys.ShouldBe(["1", "2"]);
        file.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reads_quoted_commas_quotes_and_line_breaks()
    {
        var file = await ReadAsync("WorkerID,UserID,JobTitle\n1,a,\"Head, \"\"Sales\"\"\nand more\"\n2,b,x\n");
        file.Workers["1"].Attributes["jobTitle"].ShouldBe("Head, \"Sales\"\nand more");
        file.Workers["2"].Line.ShouldBe(4);
    }

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16BE"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Reads_every_encoding_that_names_itself(string name)
    {
        Encoding encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8-bom" => new UTF8Encoding(true),
            _ => Encoding.GetEncoding(name),
        };
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Header + "1,Active,zoë,Zoë,Ünïcode\n")];
        var file = await WorkerFileReader.ReadAsync(new DrippingStream(bytes), new CsvLimits(), CancellationToken.None);
        file.Complete.ShouldBeTrue();
        file.Workers["1"].Attributes["givenName"].ShouldBe("Zoë");
    }

    [Theory]
    [InlineData("", "empty", 1)]
    [InlineData("\uFEFF", "empty", 1)]
    [InlineData("WorkerID,Name\n1,a\n", "column UserID is missing", 1)]
    [InlineData("UserID,Name\n1,a\n", "column WorkerID is missing", 1)]
    [InlineData("\"WorkerID,UserID\n1,a\n", "header cannot be read", 1)]
    public async Task Refuses_a_file_that_cannot_be_used(string csv, string expected, int line)
    {
        var file = await ReadAsync(csv);
        file.Complete.ShouldBeFalse();
        file.Workers.ShouldBeEmpty();
        file.Problems[0].Problem.ShouldContain(expected);
        file.Problems[0].Line.ShouldBe(line);
        file.Problems[0].Remedy.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("2,Active,b\n", "3 fields, the header has 5")]
    [InlineData("2,Active,b,\0x,y\n", "NUL")]
    [InlineData("2,Active,b,x,\uFFFF\n", "not valid in the file's encoding")]
    [InlineData("2,Active,b,\"x,y\n", "quote is broken")]
    [InlineData("2,Active,b,\"x\"x,y\n", "quote is broken")]
    [InlineData("2,Active,b,5\" pipe,y\n", "quote is broken")]
    [InlineData(",Active,b,x,y\n", "no WorkerID")]
    public async Task Refuses_an_unreadable_place_and_reads_on(string bad, string expected)
    {
        var file = await ReadAsync(Header + "1,Active,a,A,t\n" + bad + "3,Active,c,C,t\n4,Active,d,D,t\n");
        file.Complete.ShouldBeFalse();
        file.Problems.ShouldContain(problem => problem.Line == 3 && problem.Problem.Contains(expected, StringComparison.Ordinal));
        file.Problems.ShouldAllBe(problem => problem.Remedy.Length > 0);
        file.Workers.Keys.ShouldBe(["1", "3", "4"]);
    }

    [Fact]
    public async Task Refuses_a_field_of_a_megabyte_and_reads_on()
    {
        var file = await ReadAsync(Header + "1,Active,a,A,t\n2,Active,b,\"" + new string('x', 1 << 20) + "\",t\n3,Active,c,C,t\n");
        file.Complete.ShouldBeFalse();
        var problem = file.Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(3);
        problem.Column.ShouldBe("FirstName");
        problem.Problem.ShouldContain("65536");
        file.Workers.Keys.ShouldBe(["1", "3"]);
        file.Kept.ShouldContain("2");
    }

    [Fact]
    public async Task Refuses_bytes_that_are_no_utf8_by_line()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Header + "1,Active,a,A,t\n2,Active,b,"), 0xE9, .. Encoding.UTF8.GetBytes(",t\n3,Active,c,C,t\n")];
        var file = await WorkerFileReader.ReadAsync(new MemoryStream(bytes), new CsvLimits(), CancellationToken.None);
        file.Problems.ShouldHaveSingleItem().Line.ShouldBe(3);
        file.Workers.Keys.ShouldBe(["1", "3"]);
    }

    [Fact]
    public async Task Reads_on_at_the_next_record_after_a_quote_that_is_never_closed()
    {
        var rows = string.Concat(Enumerable.Range(2, 5000).Select(number => $"{number},Active,u{number},F,\"t, {number}\"\n"));
        var file = await ReadAsync(Header + "1,Active,a,\"A,t\n" + rows);
        file.Complete.ShouldBeFalse();
        file.Workers.Count.ShouldBe(5000);
        file.Problems[0].Line.ShouldBe(2);
    }

    [Fact]
    public async Task Ends_in_linear_time_on_a_file_of_quotes()
    {
        var began = TimeProvider.System.GetTimestamp();
        var file = await ReadAsync(Header + string.Concat(Enumerable.Repeat("\"a\n", 400_000)));
        file.Workers.ShouldBeEmpty();
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("Active", true)]
    [InlineData("enabled", true)]
    [InlineData("TRUE", true)]
    [InlineData("yes", true)]
    [InlineData("1", true)]
    [InlineData("Inactive", false)]
    [InlineData("Terminated", false)]
    [InlineData("disabled", false)]
    [InlineData("False", false)]
    [InlineData("No", false)]
    [InlineData("0", false)]
    public async Task Knows_the_words_of_a_status(string word, bool enabled)
    {
        var file = await ReadAsync(Header + $"1,{word},a,A,t\n");
        file.Workers["1"].Attributes["accountEnabled"].ShouldBe(enabled);
    }

    [Theory]
    [InlineData("On leave")]
    [InlineData("")]
    public async Task Refuses_a_row_with_another_status_and_keeps_its_worker(string word)
    {
        var file = await ReadAsync(Header + $"1,Active,a,A,t\n1,{word},a,A,t\n2,Active,b,B,t\n");
        file.Complete.ShouldBeTrue();
        file.Workers.Keys.ShouldBe(["2"]);
        file.Kept.ShouldBe(["1"]);
        file.Problems.ShouldHaveSingleItem().Column.ShouldBe("WorkerStatus");
    }

    [Fact]
    public async Task Counts_the_last_row_of_a_worker()
    {
        var file = await ReadAsync(Header + "1,Active,a,A,old\n2,Active,b,B,t\n1,Active,a,A,new\n");
        file.Superseded.ShouldBe(1);
        file.Workers["1"].Attributes["jobTitle"].ShouldBe("new");
    }

    [Theory]
    [InlineData("employee_id", "employeeId")]
    [InlineData("User Principal Name", "userPrincipalName")]
    [InlineData("FIRST-NAME", "givenName")]
    [InlineData("ManagerID", "managerEmployeeId")]
    [InlineData("Cost Center", "extension_Cost_Center")]
    public async Task Says_how_a_column_is_read(string column, string attribute)
    {
        var file = await ReadAsync($"WorkerID,UserID,{column}\n");
        var expected = attribute is "employeeId" or "userPrincipalName" ? "extension_" : attribute;
        file.Columns[2].ReadAs.ShouldStartWith(expected);
    }

    [Fact]
    public async Task Gives_rows_that_say_the_same_the_same_hash_in_any_order_of_columns()
    {
        var one = await ReadAsync("WorkerID,UserID,FirstName,Title\n1,a,A,t\n");
        var two = await ReadAsync("job title,First_Name,UserId,EmployeeID\nt,A,a,1\n");
        two.Workers["1"].Hash.ShouldBe(one.Workers["1"].Hash);
    }

    private static Task<WorkerFile> ReadAsync(string csv) =>
        WorkerFileReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), new CsvLimits(), CancellationToken.None);

    /// <summary>Gives a byte at a time, as a slow network may.</summary>
    private sealed class DrippingStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..1], cancellationToken);
    }
}
