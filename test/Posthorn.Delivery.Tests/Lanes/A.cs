using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Tests.Lanes;

/// <summary>Things that are right in every part that a test does not speak of.</summary>
internal static class A
{
    public static readonly DateTimeOffset Moment = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static AttemptOutcome Success { get; } = Answer(200);

    public static AttemptOutcome Failure { get; } = Answer(503);

    public static AttemptOutcome NoWayOut { get; } = new AttemptOutcome.Unreachable(FailureReasons.ConnectUnreachable, Ambiguous: false);

    public static AttemptOutcome Answer(int status, TimeSpan? retryAfter = null) =>
        new AttemptOutcome.Answered(status, retryAfter, AnswerHead: default, Truncated: false);

    public static DueDelivery Delivery(int attempt = 1, int uncounted = 0, int weight = 1_000) => new()
    {
        Id = DeliveryId.New(Moment),
        EventId = EventId.New(Moment),
        EventSequence = 1,
        EndpointKey = 1,
        EventType = "session.completed",
        OccurredAt = Moment,
        Attempt = attempt,
        Uncounted = uncounted,
        ScheduleStart = Moment,
        Data = default,
        BodyHash = 0,
        Reserved = weight,
    };
}
