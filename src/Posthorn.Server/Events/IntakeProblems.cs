using System.Diagnostics;
using Posthorn.Api.Problems;
using Posthorn.Delivery.Intake;
using Posthorn.Server.Http;

namespace Posthorn.Server.Events;

/// <summary>What a caller is told when the intake does not take an event.</summary>
internal static class IntakeProblems
{
    public static (Problem Problem, TimeSpan? RetryAfter) Of(IntakeResult result) => result switch
    {
        IntakeResult.KeyReused => (Problems.Of(ProblemCodes.IdempotencyKeyReuse), null),
        IntakeResult.Refused refused => (Problems.Of(refused.Problems), null),
        IntakeResult.Unavailable unavailable => (Problems.Of(ProblemCodes.StoreUnavailable), unavailable.RetryAfter),
        _ => throw new UnreachableException(),
    };
}
