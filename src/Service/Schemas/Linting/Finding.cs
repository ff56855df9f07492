namespace Sutler.Service.Schemas.Linting;

/// <summary>Something in a schema document that cannot work, or is likely not meant.</summary>
/// <param name="Severity">Whether it keeps the schema from being saved.</param>
/// <param name="Code">A word that tools can rely on.</param>
/// <param name="Place">Where in the document, as a JSON path.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Finding(FindingSeverity Severity, string Code, string Place, string Message, string Remedy)
{
    public bool IsError => Severity is FindingSeverity.Error;

    public override string ToString() => $"{Place}: {Message} {Remedy}";
}
