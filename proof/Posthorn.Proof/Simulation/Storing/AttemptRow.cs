namespace Posthorn.Proof.Simulation.Storing;

/// <summary>An attempt as it is stored.</summary>
internal sealed record AttemptRow(AttemptId Id, int Number, DateTimeOffset StartedAt, TimeSpan Took, string Outcome, int? Status, bool Ambiguous, ReadOnlyMemory<byte> AnswerHead);
