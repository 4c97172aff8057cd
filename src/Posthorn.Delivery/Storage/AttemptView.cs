namespace Posthorn.Delivery.Storage;

/// <summary>An attempt as it is read back.</summary>
/// <param name="Outcome">The stable code of its outcome.</param>
/// <param name="Status">The HTTP status, when there was an answer.</param>
/// <param name="Ambiguous">Whether the endpoint may have got it although it failed.</param>
/// <param name="AnswerHead">The first bytes of the answer's body. The partner's own data: shown to its owner only.</param>
internal sealed record AttemptView(
    AttemptId Id, int Number, DateTimeOffset StartedAt, TimeSpan Took, string Outcome, int? Status, bool Ambiguous, ReadOnlyMemory<byte> AnswerHead);
