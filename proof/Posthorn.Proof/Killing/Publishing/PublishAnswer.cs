using Posthorn.Proof.Killing.Journals;

namespace Posthorn.Proof.Killing.Publishing;

/// <summary>How one try ended.</summary>
/// <param name="Receipts">What was stored; null where it is not known to be.</param>
/// <param name="Unsure">Whether it may be stored all the same.</param>
/// <param name="Problem">What the server said where it may not say that, such as that the key was used for something else.</param>
internal sealed record PublishAnswer(IReadOnlyList<AcknowledgedLine>? Receipts, bool Unsure = false, string? Problem = null);
