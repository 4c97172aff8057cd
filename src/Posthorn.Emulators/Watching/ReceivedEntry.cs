namespace Posthorn.Emulators.Watching;

/// <summary>One request, or one end of a stream.</summary>
/// <param name="Path">Without its query, which may hold what nobody else should see.</param>
/// <param name="Subject">The session or operation that it was about; null where it was about none.</param>
/// <param name="Note">For streams: what came of it, such as <c>closed: silence</c>. No content.</param>
internal sealed record ReceivedEntry(DateTimeOffset At, string Method, string Path, int Status, string? Subject, string? Note = null);
