namespace Posthorn.Protocol.Profiles;

/// <summary>Why an event cannot be written in a vendor's format. Holds names of members and no value of any.</summary>
/// <param name="Pointer">A JSON pointer into the publish request, such as <c>/data/session_id</c> or <c>/type</c>.</param>
/// <param name="Message">A sentence that says what is expected there.</param>
public readonly record struct RenderProblem(string Pointer, string Message);
