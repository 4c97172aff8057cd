using Posthorn.Delivery.Intake;

namespace Posthorn.Delivery.Recording;

/// <summary>What a settlement came to.</summary>
/// <param name="Held">
/// False when the claim was no longer held: then the attempt is kept in the history, a failure changed nothing,
/// and a success still delivered what had not ended yet.
/// </param>
/// <param name="Announced">What became of the announcement, if there was one and it was due.</param>
internal readonly record struct Settled(bool Held, Appended? Announced);
