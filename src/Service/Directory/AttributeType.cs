namespace Sutler.Service.Directory;

/// <summary>What values an attribute takes.</summary>
internal enum AttributeType
{
    Text,
    Boolean,

    /// <summary>A time, kept as text of fixed width.</summary>
    Time,

    /// <summary>Several texts.</summary>
    TextList,

    /// <summary>Of extensions: text, a number, true or false, or several texts.</summary>
    Any,
}
