namespace Posthorn.Proof.Simulation.Planning;

/// <summary>What a publisher intends: one event, or several in one call.</summary>
/// <param name="HasKey">Whether it names an idempotency key, so that it may ask again without harm.</param>
/// <param name="Bytes">The size of the event's data.</param>
/// <param name="Patience">How long it waits for an answer before it asks again, possibly elsewhere.</param>
/// <param name="Tries">How often it asks at most.</param>
/// <param name="AsksTwice">Whether each question goes out twice at the same time, as something between it and the nodes may have it.</param>
internal sealed record Publish(int Number, TimeSpan At, int Events, bool HasKey, int Bytes, TimeSpan Patience, int Tries, bool AsksTwice);
