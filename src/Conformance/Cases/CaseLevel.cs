namespace Sutler.Conformance.Cases;

/// <summary>How binding a case is: the RFC's MUST, SHOULD and MAY, or how much a client's dialect depends on it.</summary>
public enum CaseLevel
{
    May,
    Should,
    Must,
}
