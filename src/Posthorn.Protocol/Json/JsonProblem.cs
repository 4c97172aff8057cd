namespace Posthorn.Protocol.Json;

/// <summary>What is wrong with a JSON document, and where. Holds nothing of the document's text.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Offset">The byte at which it was noticed, from 0.</param>
public readonly record struct JsonProblem(JsonProblemKind Kind, long Offset)
{
    /// <summary>
    /// The kind as the stable code of the API: <c>invalid_json</c>, <c>duplicate_property</c>, <c>too_deep</c>, <c>invalid_unicode</c>.
    /// </summary>
    public string Code => Kind switch
    {
        JsonProblemKind.None => "ok",
        JsonProblemKind.DuplicateProperty => "duplicate_property",
        JsonProblemKind.TooDeep => "too_deep",
        JsonProblemKind.InvalidUnicode => "invalid_unicode",
        _ => "invalid_json",
    };

    /// <summary>A sentence that says what is wrong.</summary>
    public string Message => Kind switch
    {
        JsonProblemKind.None => "Nothing is wrong.",
        JsonProblemKind.DuplicateProperty => "An object has two properties of the same name.",
        JsonProblemKind.TooDeep => "Objects and arrays are nested too deeply.",
        JsonProblemKind.InvalidUnicode => "The text is not valid Unicode: bytes that are not UTF-8, or half of a surrogate pair.",
        _ => "The text is not one JSON document.",
    };

    /// <summary>The code and the place.</summary>
    /// <returns>Words that may be logged.</returns>
    public override string ToString() => $"{Code} at byte {Offset}";
}
