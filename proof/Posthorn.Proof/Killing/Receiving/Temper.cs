using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Killing.Receiving;

/// <summary>Decides, from the seed, which requests an endpoint treats badly.</summary>
internal static class Temper
{
    private const int What = 10;

    // A flapping endpoint is down this part of each round: long enough for the breaker to open, short enough for its first probe to find it up.
    private const long RoundMilliseconds = 12_000;
    private const long DownMilliseconds = 2_500;

    /// <param name="request">How many requests the endpoint has had before.</param>
    /// <param name="at">Milliseconds.</param>
    public static Answer Of(GroundEndpoint endpoint, int seed, long request, long at)
    {
        var share = Mix.Share(seed, What + endpoint.Index, request);
        return endpoint.Manner switch
        {
            Manner.Resets => share < 0.04 ? Answer.ResetUnread : share < 0.12 ? Answer.Reset : Answer.Good,
            Manner.Hangs => share < 0.03 ? Answer.Hang : Answer.Good,
            Manner.Drips => share < 0.08 ? Answer.Drip : Answer.Good,
            Manner.Flaps => at % RoundMilliseconds < DownMilliseconds ? Answer.Refuse : Answer.Good,
            Manner.Busy => share < 0.10 ? Answer.Busy : Answer.Good,
            _ => Answer.Good,
        };
    }

    /// <summary>As the journal says it.</summary>
    public static string Word(Answer answer) => answer switch
    {
        Answer.Good => "200",
        Answer.Drip => "drip",
        Answer.Hang => "hang",
        Answer.Refuse or Answer.Busy => "503",
        _ => "reset",
    };
}
