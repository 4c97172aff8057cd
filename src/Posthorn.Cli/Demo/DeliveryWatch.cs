using System.Globalization;
using Posthorn.Api;
using Posthorn.Api.Deliveries;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Demo;

/// <summary>Follows deliveries at the server and tells each attempt, each retry, and the end.</summary>
internal sealed class DeliveryWatch(PosthornClient client, Narrator narrator, TimeProvider clock)
{
    private readonly Dictionary<string, int> _told = [];

    /// <summary>Attempts so far are known: they are not told again.</summary>
    public void SkipWhatWas(DeliveryInfo delivery) => _told[delivery.Id] = delivery.AttemptCount;

    /// <summary>Until each has ended.</summary>
    public Task UntilEndedAsync(IReadOnlyCollection<string> deliveries, CancellationToken cancellationToken)
    {
        var open = deliveries.ToHashSet(StringComparer.Ordinal);
        return Waiting.UntilAsync(
            async token =>
            {
                foreach (var id in open.ToList())
                {
                    if (Tell(await client.GetDeliveryAsync(id, token)))
                    {
                        open.Remove(id);
                    }
                }

                return open.Count;
            },
            left => left == 0,
            Timeout.InfiniteTimeSpan,
            clock,
            cancellationToken);
    }

    private bool Tell(DeliveryInfo delivery)
    {
        var attempts = delivery.Attempts ?? [];
        var ended = delivery.State != DeliveryStatus.Pending;
        foreach (var attempt in attempts.Skip(_told.GetValueOrDefault(delivery.Id)))
        {
            var then = attempt == attempts[^1] ? Then(delivery) : string.Empty;
            narrator.Say("server", $"{delivery.EventType}: attempt {attempt.Number} {How(attempt)}{then}", ToneOf(attempt));
        }

        _told[delivery.Id] = attempts.Count;
        return ended;
    }

    private string Then(DeliveryInfo delivery) => delivery.State switch
    {
        DeliveryStatus.Delivered => ", delivered",
        DeliveryStatus.Dead => $", dead letter ({delivery.LastOutcome}): kept, and it can be replayed",
        _ when delivery.DueAt is { } due => string.Create(
            CultureInfo.InvariantCulture,
            $", retry at {due:HH:mm:ss.f} (in {(due - clock.GetUtcNow()).TotalSeconds:0.0} s)"),
        _ => string.Empty,
    };

    private static string How(AttemptInfo attempt) => attempt.Status is { } status
        ? string.Create(CultureInfo.InvariantCulture, $"answered {status} in {attempt.TookMs:0} ms")
        : $"failed ({attempt.Outcome})";

    private static Tone ToneOf(AttemptInfo attempt) => attempt.Status switch
    {
        >= 200 and < 300 => Tone.Good,
        null => Tone.Bad,
        _ => Tone.Waiting,
    };
}
