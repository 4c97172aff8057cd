namespace Posthorn.Emulators.Scripting;

/// <summary>What a rule may look at: something that a client has just created.</summary>
/// <param name="Ids">Its id, and those that the client gave beside it: encounter, correlation, file name. Null where there is none.</param>
internal sealed record Subject(SessionKind Kind, params IReadOnlyList<string?> Ids);
