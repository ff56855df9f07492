using Sutler.Scim.Client;
using Sutler.Scim.Errors;
using Sutler.Service.Applying;
using Sutler.Service.Errors;
using Sutler.Service.Escrow;

namespace Sutler.Service.Tests.Applying;

public sealed class FailuresTests
{
    // S/ERR-5: transient are 408, 409, 429, 5xx and what was not answered; everything else waits for a change.
    [Theory]
    [InlineData(400, null, "BadRequest", RetryClass.Permanent)]
    [InlineData(400, "uniqueness", "EntryConflict", RetryClass.Transient)]
    [InlineData(400, "invalidValue", "UnprocessableEntity", RetryClass.Permanent)]
    [InlineData(400, "invalidSyntax", "UnprocessableEntity", RetryClass.Permanent)]
    [InlineData(400, "mutability", "SchemaPropertyCanOnlyAcceptValue", RetryClass.Permanent)]
    [InlineData(400, "Mutability", "SchemaPropertyCanOnlyAcceptValue", RetryClass.Permanent)]
    [InlineData(400, "invalidPath", "SchemaAttributeNotFound", RetryClass.Permanent)]
    [InlineData(400, "noTarget", "SchemaAttributeNotFound", RetryClass.Permanent)]
    [InlineData(400, "tooMany", "SystemForCrossDomainIdentityManagementMultipleEntriesInResponse", RetryClass.Permanent)]
    [InlineData(400, "invalidFilter", "NotImplemented", RetryClass.Permanent)]
    [InlineData(403, "sensitive", "NotImplemented", RetryClass.Permanent)]
    [InlineData(400, "homeMade", "BadRequest", RetryClass.Permanent)]
    [InlineData(401, null, "Unauthorized", RetryClass.Transient)]
    [InlineData(402, null, "LicenseLimitExceeded", RetryClass.Permanent)]
    [InlineData(403, null, "InsufficientRights", RetryClass.Permanent)]
    [InlineData(404, null, "InvalidAnchor", RetryClass.Transient)]
    [InlineData(405, null, "MethodNotAllowed", RetryClass.Permanent)]
    [InlineData(408, null, "Timeout", RetryClass.Transient)]
    [InlineData(409, null, "EntryConflict", RetryClass.Transient)]
    [InlineData(409, "uniqueness", "EntryConflict", RetryClass.Transient)]
    [InlineData(410, null, "InvalidAnchor", RetryClass.Transient)]
    [InlineData(412, null, "Conflict", RetryClass.Transient)]
    [InlineData(413, null, "UnprocessableEntity", RetryClass.Permanent)]
    [InlineData(415, null, "NotImplemented", RetryClass.Permanent)]
    [InlineData(422, null, "UnprocessableEntity", RetryClass.Permanent)]
    [InlineData(429, null, "TooManyRequests", RetryClass.Transient)]
    [InlineData(500, null, "InternalServerError", RetryClass.Transient)]
    [InlineData(500, "uniqueness", "EntryConflict", RetryClass.Transient)]
    [InlineData(501, null, "NotImplemented", RetryClass.Permanent)]
    [InlineData(502, null, "WebExceptionProtocolError", RetryClass.Transient)]
    [InlineData(503, null, "InternalServerError", RetryClass.Transient)]
    [InlineData(504, null, "Timeout", RetryClass.Transient)]
    [InlineData(200, null, "SystemForCrossDomainIdentityManagementServiceIncompatible", RetryClass.Permanent)]
    [InlineData(302, null, "SystemForCrossDomainIdentityManagementServiceIncompatible", RetryClass.Permanent)]
    public void Tells_code_and_retry_class_of_every_answer(int status, string? type, string code, object retry)
    {
        var failure = Failures.Of(new ScimResult(ScimOutcome.Refused, status) { Error = new ScimError(status, type, "The target's words.") });
        (failure.Code, failure.Retry).ShouldBe((code, (RetryClass)retry));
        failure.Message.ShouldStartWith("The target's words.");
        failure.Message.ShouldEndWith(ErrorCatalogue.Get(code).Action);
    }

    [Theory]
    [InlineData(ScimOutcome.NotSent, "Unreachable")]
    [InlineData(ScimOutcome.MayHaveRun, "Timeout")]
    public void Tells_what_is_no_answer(ScimOutcome outcome, string code)
    {
        var failure = Failures.Of(new ScimResult(outcome, 0));
        (failure.Code, failure.Retry).ShouldBe((code, RetryClass.Transient));
    }

    [Fact]
    public void Takes_a_refused_write_for_the_object_once_the_target_has_taken_others()
    {
        var credit = new TargetCredit();
        var refused = new ScimResult(ScimOutcome.Refused, 403) { Error = new ScimError(403, null, "not this one") };
        credit.Judge(refused, isRead: false)!.Code.ShouldBe("InsufficientRights");
        credit.Judge(new ScimResult(ScimOutcome.Done, 201), isRead: false).ShouldBeNull();
        credit.Judge(refused, isRead: false).ShouldBeNull();
        for (var more = 0; more < 8; more++)
            credit.Judge(refused, isRead: false).ShouldBeNull();
        credit.Judge(refused, isRead: false).ShouldNotBeNull();

        credit.Under("another token");
        credit.Judge(refused, isRead: false).ShouldNotBeNull();
        credit.Judge(new ScimResult(ScimOutcome.Refused, 401), isRead: true)!.WaitingFor.ShouldBe("secrets");
    }

    [Fact]
    public void Takes_a_page_that_is_no_scim_for_a_fault_of_the_job_only_while_nothing_else_came()
    {
        var credit = new TargetCredit();
        var page = new ScimResult(ScimOutcome.Refused, 200) { Error = new ScimError(200, null, "is not valid JSON") };
        credit.Judge(page, isRead: true)!.Message.ShouldContain("BaseAddress");
        credit.Judge(new ScimResult(ScimOutcome.Done, 200), isRead: true).ShouldBeNull();
        credit.Judge(page, isRead: true).ShouldBeNull();
    }

    [Fact]
    public void Shows_no_secret_of_an_exchange()
    {
        var text = ExchangeText.Of(new ScimResult(ScimOutcome.Refused, 401) { Error = new ScimError(401, null, "Authorization: Bearer abcdef0123456789 is wrong, token=s3cr3tvalue!") });
        text.ShouldNotContain("abcdef0123456789");
        text.ShouldNotContain("s3cr3tvalue");
        text.ShouldStartWith("401");
    }
}
