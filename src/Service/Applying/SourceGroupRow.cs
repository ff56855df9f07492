using System.Globalization;
using Sutler.Service.Directory;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Applying;

/// <summary>A group as the directory's table holds it.</summary>
internal sealed record SourceGroupRow
{
    public required string Id { get; init; }

    public required long Version { get; init; }

    public string? DisplayName { get; init; }

    public string? DeletedAt { get; init; }

    public required string Document { get; init; }

    public SourceObject ToSource() => new()
    {
        Type = JobSchema.Group,
        Id = Id,
        Version = Version,
        DisplayName = DisplayName ?? "",
        Attributes = UserDocument.Read(Document),
        DeletedAt = DeletedAt is null ? null : DateTimeOffset.Parse(DeletedAt, CultureInfo.InvariantCulture),
    };
}
