using Posthorn.Delivery.Sending;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>How attempts end in tests.</summary>
internal static class Answers
{
    public static AttemptOutcome Ok { get; } = Status(200);

    public static AttemptOutcome Down { get; } = Status(503);

    public static AttemptOutcome Gone { get; } = Status(410);

    public static AttemptOutcome NoWayOut { get; } = new AttemptOutcome.Unreachable(FailureReasons.ConnectUnreachable, Ambiguous: false);

    public static AttemptOutcome Reset { get; } = new AttemptOutcome.Unreachable(FailureReasons.Reset, Ambiguous: true);

    public static AttemptOutcome Blocked { get; } = new AttemptOutcome.Blocked(FailureReasons.DestinationNotAllowed);

    public static AttemptOutcome Status(int status, TimeSpan? retryAfter = null) =>
        new AttemptOutcome.Answered(status, retryAfter, AnswerHead: default, Truncated: false);
}
