namespace Posthorn.Delivery.Lanes;

/// <summary>Holds an endpoint to its rate: attempts start no closer together than the rate says, save for a second's worth that was not used.</summary>
/// <remarks>Not safe for several threads: the lane guards it.</remarks>
internal sealed class Pace
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Takes the right to one attempt.</summary>
    /// <param name="perSecond">Null means that there is no limit.</param>
    /// <returns>Null when it was taken, else the moment at which to ask again.</returns>
    public DateTimeOffset? Take(double? perSecond, DateTimeOffset now)
    {
        if (perSecond is not { } rate)
        {
            return null;
        }

        var apart = TimeSpan.FromSeconds(Math.Min(1 / rate, Longest.TotalSeconds));
        var unused = now - (Burst > apart ? Burst - apart : TimeSpan.Zero);

        // What a slower rate before had put off counts no more, nor what a clock that was set back seems to.
        var latest = now + apart;
        var next = _next > latest ? latest : _next > unused ? _next : unused;
        if (next > now)
        {
            _next = next;
            return next;
        }

        _next = next + apart;
        return null;
    }
}
