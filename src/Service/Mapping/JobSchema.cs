namespace Sutler.Service.Mapping;

/// <summary>What a job does with its objects, read from its schema document once and used for every object.</summary>
internal sealed class JobSchema(IReadOnlyList<ObjectSchema> objects)
{
    public const string User = "User";
    public const string Group = "Group";

    /// <summary>One for each object mapping, those that are switched off too; first the rule of lowest priority.</summary>
    public IReadOnlyList<ObjectSchema> Objects { get; } = objects;

    /// <summary>What is done with source objects of a type; a mapping that is switched off and does nothing where the document has none.</summary>
    public ObjectSchema For(string sourceType) =>
        Objects.FirstOrDefault(item => item.Enabled && item.SourceType == sourceType)
        ?? Objects.FirstOrDefault(item => item.SourceType == sourceType)
        ?? ObjectSchema.None(sourceType);
}
