using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Recording;

/// <summary>One request and its outcome, as it is kept.</summary>
internal sealed record AttemptRecord(AttemptId Id, DateTimeOffset StartedAt, TimeSpan Took, AttemptOutcome Outcome);
