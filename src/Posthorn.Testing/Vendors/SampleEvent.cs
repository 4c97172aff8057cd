namespace Posthorn.Testing.Vendors;

/// <summary>A notification that no vendor sent.</summary>
/// <param name="Id">Its id, where the format has a header for one. Every sending of it carries the same.</param>
/// <param name="Type">Its event type, such as <c>session.completed</c>.</param>
/// <param name="Subject">The session, transcription, note or coding that it is about.</param>
/// <param name="Body">The body, as it goes over the wire.</param>
public sealed record SampleEvent(string Id, string Type, string Subject, ReadOnlyMemory<byte> Body)
{
    /// <summary>The type and the subject.</summary>
    /// <returns>Words that may be logged.</returns>
    public override string ToString() => $"{Type} of {Subject}";
}
