namespace Posthorn.Emulators.Sessions;

/// <summary>What a session may have, a JSON document each. <see cref="Result"/> is what an operation has.</summary>
internal enum SessionPart
{
    Content,
    Transcript,
    StructuredData,
    Result,
    Context,
}
