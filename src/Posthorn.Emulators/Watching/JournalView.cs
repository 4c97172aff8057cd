namespace Posthorn.Emulators.Watching;

/// <summary>The journal at one moment, oldest first. The counts are of everything since the start or the last reset.</summary>
internal sealed record JournalView(IReadOnlyList<ReceivedEntry> Received, IReadOnlyList<SentEntry> Sent, long ReceivedInAll, long SentInAll);
