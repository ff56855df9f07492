namespace Sutler.Service.Targets.Probing;

/// <summary>The quirks that a probe knows.</summary>
internal static class Quirks
{
    public static readonly TargetQuirk NoDescription = new(
        "NoServiceProviderConfig", false, "The target does not describe itself (RFC 7644 §4).", "The service finds out by trying. Run the probe with writeTest to know more.");

    public static readonly TargetQuirk NotFoundForEmptySearch = new(
        "NotFoundForEmptySearch", false, "A search that finds nothing is answered 404 instead of an empty list (RFC 7644 §3.4.2).", "The service takes the 404 of a search for an empty list.");

    public static readonly TargetQuirk IgnoresFilter = new(
        "IgnoresFilter", true, "A search for a value that nobody has finds users: the filter is not looked at, so wrong people would be matched.", "Do not start a job before the target filters by the matching attribute.");

    public static readonly TargetQuirk FilterFindsNothing = new(
        "FilterFindsNothing", true, "A user who is there is not found by the value of the matching attribute, so each user would be created again.", "Match by an attribute that the target can filter by.");

    public static readonly TargetQuirk CaseSensitiveFilter = new(
        "CaseSensitiveFilter", true, "Values in filters are compared with regard to case: a user whose name differs in case alone is not found and may be created twice.", "Send matching values in one case, for instance with ToLower.");

    public static readonly TargetQuirk WrongContentType = new(
        "WrongContentType", false, "Answers are neither application/scim+json nor application/json.", "The service reads them all the same.");

    public static readonly TargetQuirk IgnoresStartIndex = new(
        "IgnoresStartIndex", true, "Each page of a list is the first one (RFC 7644 §3.4.2.4): what lies behind it cannot be seen.", "Reconciliation with this target is not complete.");

    public static readonly TargetQuirk IgnoresCount = new(
        "IgnoresCount", false, "Pages are larger than asked for.", "The service reads what comes.");

    public static readonly TargetQuirk WrongTotal = new(
        "WrongTotal", false, "totalResults is the size of the page, not of the list.", "The service reads on until a page is empty.");

    public static readonly TargetQuirk IgnoresExcludedAttributes = new(
        "IgnoresExcludedAttributes", false, "Groups come with their members although these were excluded (S/SCIM-21): large groups are slow.", "The service does not look at them.");

    public static readonly TargetQuirk RefusesLowerCase = new(
        "RefusesLowerCaseOperations", false, "PATCH understands Add, Replace and Remove only with capitals.", "The service writes them so (profile entra-legacy).");

    public static readonly TargetQuirk RefusesCapitals = new(
        "RefusesCapitalOperations", false, "PATCH understands add, replace and remove only in lower case.", "The service writes them so. Do not pin the profile entra-legacy.");

    public static readonly TargetQuirk RefusesBooleans = new(
        "RefusesBooleans", false, "PATCH takes no JSON boolean for active, only text.", "The service sends text.");

    public static readonly TargetQuirk IgnoresDisable = new(
        "IgnoresDisable", true, "Setting active to false is answered as done, and the user stays active: leavers would keep their access.", "Map another attribute, or have the target mended, before a job is started.");

    public static readonly TargetQuirk HidesInactive = new(
        "HidesInactive", true, "A disabled user is not found any more (S/SCIM-9): who comes back would be created a second time.", "Have the target return inactive users.");

    public static readonly TargetQuirk RefusesPathless = new(
        "RefusesPathless", false, "PATCH takes no operation without a path.", "The service gives each operation its path (profile interop).");

    public static readonly TargetQuirk ReplacesWholeComplex = new(
        "ReplacesWholeComplexValues", true, "A PATCH that sets part of a complex attribute without a path drops its other parts (RFC 7644 §3.5.2.3 keeps them).", "The service gives each operation its path (profile interop).");

    public static readonly TargetQuirk DropsFilteredAdditions = new(
        "DropsFilteredAdditions", true, "A value added behind a filter that selects nothing yet is dropped, and the answer says it was done.", "The service adds such values whole.");

    public static readonly TargetQuirk ReformatsValues = new(
        "ReformatsValues", true, "A value is kept otherwise than it was sent (S/SCIM-4), so the service would send it again and again.", "Bring the value to the target's form in the mapping.");

    public static readonly TargetQuirk IgnoresIfMatch = new(
        "IgnoresIfMatch", false, "If-Match with another version is not looked at, although etag is said to be supported.", "The service does not rely on versions here.");

    public static readonly TargetQuirk AllowsDuplicates = new(
        "AllowsDuplicates", true, "A second user with the same matching value is accepted: nothing but the service's own search keeps users from being doubled.", "Let nothing else create users at this target while a job runs.");

    public static readonly TargetQuirk EmptiesGroupOnRemoval = new(
        "EmptiesGroupOnRemoval", true, "Removing one member removes others too.", "The service removes members in the form that was seen to work.");

    public static readonly TargetQuirk RefusesFilterRemoval = new(
        "RefusesFilterRemoval", false, "A member cannot be removed with a filter in the path (RFC 7644 §3.5.2.2).", "The service removes members by a value array.");

    public static readonly TargetQuirk TakesOneMember = new(
        "TakesOneMember", false, "PATCH takes one member at a time.", "The service sends one request for each.");
}
