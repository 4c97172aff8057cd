namespace Posthorn.Protocol.Json;

/// <summary>What can be wrong with a JSON document.</summary>
public enum JsonProblemKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Not JSON: empty, a byte order mark, a comma too many, a comment, <c>NaN</c>, a second document.</summary>
    InvalidJson,

    /// <summary>Two properties of one object have the same name, however it is spelled.</summary>
    DuplicateProperty,

    /// <summary>Nested more deeply than allowed.</summary>
    TooDeep,

    /// <summary>Bytes that are not UTF-8, or an escaped half of a surrogate pair.</summary>
    InvalidUnicode,
}
