using Posthorn.Api.Deliveries;
using Posthorn.Proof.Killing.Judging;

namespace Posthorn.Proof.Tests.Killing.Judging;

/// <summary>A server that says of deliveries what it was told to say.</summary>
internal sealed class ToldDeliveries : IDeliveryBook
{
    private readonly Dictionary<string, DeliveryInfo> _told = new(StringComparer.Ordinal);

    public void Forget(string delivery) => _told.Remove(delivery);

    /// <param name="outcomes">How its attempts ended, in order.</param>
    public void Tell(string delivery, DeliveryStatus state, params string[] outcomes)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(WrittenRun.Start);
        _told[delivery] = new()
        {
            Id = delivery,
            EventId = "evt",
            EndpointId = "ep",
            EventType = "type",
            State = state,
            AttemptCount = outcomes.Length,
            CreatedAt = now,
            ChangedAt = now,
            Attempts = [.. outcomes.Index().Select(one => new AttemptInfo
            {
                Id = "att",
                Number = one.Index + 1,
                StartedAt = now,
                TookMs = 1,
                Outcome = one.Item,
                Status = one.Item.StartsWith("answered_", StringComparison.Ordinal) ? int.Parse(one.Item[9..], System.Globalization.CultureInfo.InvariantCulture) : null,
                Ambiguous = false,
            })],
        };
    }

    public Task<DeliveryInfo?> FindAsync(string delivery, CancellationToken cancellationToken) => Task.FromResult(_told.GetValueOrDefault(delivery));

    public IAsyncEnumerable<string> DeadAsync(CancellationToken cancellationToken) => _told.Values
        .Where(static delivery => delivery.State is DeliveryStatus.Dead or DeliveryStatus.Cancelled)
        .Select(static delivery => delivery.Id)
        .ToList()
        .ToAsyncEnumerable();
}
