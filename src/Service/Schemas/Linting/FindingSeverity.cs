namespace Sutler.Service.Schemas.Linting;

/// <summary>Whether a finding keeps a schema from being saved.</summary>
internal enum FindingSeverity
{
    Warning,

    /// <summary>A schema with it is refused.</summary>
    Error,
}
