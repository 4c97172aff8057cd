using Posthorn.Delivery.Sending;
using Posthorn.Proof.Simulation.Running;

namespace Posthorn.Proof.Simulation.Sending;

/// <summary>What an endpoint answers.</summary>
internal static class Answer
{
    private static readonly int[] Refusals = [400, 401, 404];

    /// <returns>Null when it does not.</returns>
    public static AttemptOutcome.Answered? Of(Manner manner, Chance chance) => manner switch
    {
        Manner.Well or Manner.Slow or Manner.Dripping => Status(chance.Pick<int>([200, 200, 200, 202, 204])),
        Manner.Broken => Status(chance.Pick<int>([500, 502, 500])),
        Manner.Busy => Status(503, chance.Happens(0.7) ? TimeSpan.FromSeconds(chance.Between(0, 120)) : null),
        Manner.Overrun => Status(429, TimeSpan.FromSeconds(chance.Between(1, 600))),
        Manner.Refusing => Status(chance.Pick(Refusals)),
        Manner.Moved => Status(307),
        Manner.Gone => Status(410),
        _ => null,
    };

    private static AttemptOutcome.Answered Status(int status, TimeSpan? retryAfter = null) => new(status, retryAfter, AnswerHead: default, Truncated: false);
}
