namespace Sutler.Service.Logs;

/// <summary>Words of the log, as Graph spells them (S/LOG-1, S/LOG-7).</summary>
internal static class LogWords
{
    public const string Create = "create";
    public const string Update = "update";
    public const string Delete = "delete";
    public const string StagedDelete = "stageddelete";
    public const string Disable = "disable";
    public const string Other = "other";
    public const string Success = "success";
    public const string Failure = "failure";
    public const string Skipped = "skipped";
    public const string Warning = "warning";

    /// <summary>What stands in place of a value that is not to be seen (S/LOG-9).</summary>
    public const string Redacted = "[Redact]";

    public static readonly IReadOnlyList<string> Actions = [Create, Update, Delete, StagedDelete, Disable, Other];
    public static readonly IReadOnlyList<string> Statuses = [Success, Failure, Skipped, Warning];
}
