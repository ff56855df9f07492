using Sutler.Service.Directory;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>What becomes of a record: a value, before anything is written.</summary>
internal sealed record UploadPlan
{
    public required UploadAction Action { get; init; }

    /// <summary>The user matched; null for none.</summary>
    public DirectoryUser? Before { get; init; }

    /// <summary>The user to write; null where nothing is to be written.</summary>
    public DirectoryUser? After { get; init; }

    /// <summary>Attribute, old value, new value; as text for the log.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> Modified { get; init; } = [];

    /// <summary>Why nothing is written.</summary>
    public string? Code { get; init; }

    public string? Message { get; init; }

    public static UploadPlan Fail(string code, string message) => new() { Action = UploadAction.Fail, Code = code, Message = message };

    public static UploadPlan Skip(string code, string message) => new() { Action = UploadAction.Skip, Code = code, Message = message };
}
