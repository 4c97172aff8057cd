using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Watching;

/// <summary>One attempt to notify.</summary>
/// <param name="Subject">The session or operation that it is about.</param>
/// <param name="Outcome">A short code, such as <c>answered_200</c>.</param>
internal sealed record SentEntry(DateTimeOffset At, string Event, string Type, string? Subject, int Attempt, WireFault Fault, string Outcome);
