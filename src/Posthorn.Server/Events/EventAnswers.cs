using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Posthorn.Api.Problems;
using Posthorn.Delivery.Intake;
using Posthorn.Server.Http;

namespace Posthorn.Server.Events;

/// <summary>What a caller is told when an event is not taken.</summary>
internal static class EventAnswers
{
    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(1);

    public static (Problem Problem, TimeSpan? RetryAfter) Of(IntakeResult result) => result switch
    {
        IntakeResult.KeyReused => (Problems.Of(ProblemCodes.IdempotencyKeyReuse), null),
        IntakeResult.Refused refused => (Problems.Of(refused.Problems), null),
        IntakeResult.Unavailable unavailable => (Problems.Of(ProblemCodes.StoreUnavailable), unavailable.RetryAfter),
        _ => throw new UnreachableException(),
    };

    public static Task WriteRefusalAsync(HttpContext context, IntakeResult result)
    {
        var (problem, retryAfter) = Of(result);
        return ProblemAnswer.WriteAsync(context, problem, retryAfter);
    }

    public static Task WriteBusyAsync(HttpContext context) => ProblemAnswer.WriteAsync(context, Problems.Of(ProblemCodes.Unavailable), BusyFor);
}
