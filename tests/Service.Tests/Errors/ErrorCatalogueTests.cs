using System.Globalization;
using System.Reflection;
using System.Text;
using Sutler.Service.Errors;
using Sutler.Service.Jobs;

namespace Sutler.Service.Tests.Errors;

public sealed class ErrorCatalogueTests
{
    // S/ERR-20 … S/ERR-43, without what the original alone can have.
    [Theory]
    [InlineData("Conflict")]
    [InlineData("EntryConflict")]
    [InlineData("TooManyRequests")]
    [InlineData("InternalServerError")]
    [InlineData("WebExceptionProtocolError")]
    [InlineData("Timeout")]
    [InlineData("InsufficientRights")]
    [InlineData("MethodNotAllowed")]
    [InlineData("NotPermitted")]
    [InlineData("Unauthorized")]
    [InlineData("UnprocessableEntity")]
    [InlineData("InvalidAnchor")]
    [InlineData("NotImplemented")]
    [InlineData("MandatoryFieldsMissing")]
    [InlineData("MissingValues")]
    [InlineData("SchemaAttributeNotFound")]
    [InlineData("InternalError")]
    [InlineData("InvalidDomain")]
    [InlineData("AzureActiveDirectoryInvalidUserPrincipalName")]
    [InlineData("LicenseLimitExceeded")]
    [InlineData("DuplicateTargetEntries")]
    [InlineData("DuplicateSourceEntries")]
    [InlineData("ImportSkipped")]
    [InlineData("EntrySynchronizationSkipped")]
    [InlineData("SystemForCrossDomainIdentityManagementMultipleEntriesInResponse")]
    [InlineData("SystemForCrossDomainIdentityManagementServiceIncompatible")]
    [InlineData("SystemForCrossDomainIdentityManagementCredentialValidationUnavailable")]
    [InlineData("SchemaPropertyCanOnlyAcceptValue")]
    [InlineData("UnableToResolveReferenceAttributeValue")]
    [InlineData("RedundantExport")]
    [InlineData("NotEffectivelyEntitled")]
    [InlineData("HybridSynchronizationActiveDirectoryCannotFindAttribute")]
    public void Knows_the_codes_of_the_original(string code)
    {
        var kind = ErrorCatalogue.Get(code);
        kind.Sentence.ShouldEndWith(".");
        kind.Action.ShouldEndWith(".");
    }

    [Fact]
    public void Knows_every_code_that_the_service_has_a_name_for()
    {
        var names = typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        names.Where(code => ErrorCatalogue.Find(code) is null).ShouldBeEmpty();
    }

    /// <summary>With SUTLER_WRITE_DOCS=1 the page is written instead.</summary>
    [Fact]
    public void Is_what_the_page_says()
    {
        var path = Page(ErrorCatalogue.Page);
        if (Environment.GetEnvironmentVariable("SUTLER_WRITE_DOCS") == "1")
            File.WriteAllText(path, Render());
        File.ReadAllText(path).ReplaceLineEndings("\n").ShouldBe(Render(), "Run this test with SUTLER_WRITE_DOCS=1 and commit the page.");
    }

    [Fact]
    public void Page_of_settings_names_every_setting()
    {
        var page = File.ReadAllText(Page("docs/reference/job-settings.md"));
        var names = typeof(JobSettings.Names).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        names.Where(name => !page.Contains($"| `{name}` |", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string Page(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sutler.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The repository was not found above " + AppContext.BaseDirectory);
        return Path.Combine(folder.FullName, name);
    }

    private static string Render()
    {
        var page = new StringBuilder("""
            # Error codes

            What `errorCode` says in the provisioning log, in the list of failed objects (`sutler job errors`) and in a job's quarantine. The names
            are those of the original where it has one. A code is never reused for something else.

            | Retry | When |
            |---|---|
            | Transient | by itself: within the cycle after 1 to 60 s, five times; then after 5 min, 15 min, 40 min, 2 h, 6 h, 12 h and daily |
            | Permanent | when the object or the mapping changes, or on demand (`sutler job retry`) |
            | Reference | when the object that it refers to is linked |
            | – | nothing failed |

            A throttled request (429, or 503 with `Retry-After`) is no failed try: it waits as long as the target asks for and never counts towards
            quarantine.

            | Code | What happened | What to do | Category | Retry |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var kind in ErrorCatalogue.All)
            page.Append(CultureInfo.InvariantCulture, $"| <a id=\"{kind.Code.ToLowerInvariant()}\"></a>`{kind.Code}` | {kind.Sentence} | {kind.Action} | {kind.Category} | {kind.Retry?.ToString() ?? "–"} |\n");
        return page.ToString();
    }
}
