namespace Posthorn.Receiver.Checked;

/// <param name="Proofs">One for each secret that counts.</param>
/// <param name="Effects">The path where effects are told.</param>
internal sealed record CheckConsent(IReadOnlyList<string> Proofs, string Effects);
