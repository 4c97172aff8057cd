using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Sending;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Delivery.Intake;

/// <summary>New → ready to store: matched with the endpoints that want it, and rendered once in each of their wire formats.</summary>
internal sealed class EventPreparation(EndpointDirectory directory)
{
    /// <summary>Prepares an event without claims.</summary>
    /// <param name="bodies">Filled with the body for each delivery, by its place in the deliveries.</param>
    /// <returns>Null when an endpoint's format cannot express it; then <paramref name="problems"/> says why.</returns>
    public EventToStore? Prepare(
        Partner partner, NewEvent item, DateTimeOffset now, out byte[][] bodies, out IReadOnlyList<InputProblem> problems)
    {
        var endpoints = Match(partner, item);
        var occurredAt = WholeMilliseconds(item.OccurredAt ?? now);
        var dueAt = item.DueAt is { } due && due > now ? WholeMilliseconds(due) : (DateTimeOffset?)null;
        var deliveries = endpoints.Count == 0 ? [] : new DeliveryToStore[endpoints.Count];
        bodies = endpoints.Count == 0 ? [] : new byte[endpoints.Count][];
        problems = [];
        for (var i = 0; i < deliveries.Length; i++)
        {
            var endpoint = endpoints[i];
            var same = SameProfile(deliveries, i, endpoint.Profile);
            if (same >= 0)
            {
                bodies[i] = bodies[same];
                deliveries[i] = new(DeliveryId.New(now), endpoint, deliveries[same].BodyHash, Claimed: false, dueAt);
                continue;
            }

            if (RenderedBody.Render(endpoint.Profile, item.Type, occurredAt, item.Data.Span, out var problem) is not { } body)
            {
                problems = [new(problem.Pointer, "data_invalid", $"The profile {endpoint.Profile.Name} cannot express it: {problem.Message}")];
                return null;
            }

            bodies[i] = body;
            deliveries[i] = new(DeliveryId.New(now), endpoint, RenderedBody.Hash(body), Claimed: false, dueAt);
        }

        var id = EventId.New(now);
        return new()
        {
            Id = id,
            Partner = partner,
            Type = item.Type,
            Subject = item.Subject,
            Data = item.Data,
            OccurredAt = occurredAt,
            AcceptedAt = now,
            IdempotencyKey = item.IdempotencyKey,
            Fingerprint = item.Fingerprint,
            Receipt = item.Receipt,
            Session = item.Session is { } write ? write with { After = write.After with { EventId = id } } : null,
            Deliveries = deliveries,
        };
    }

    private List<Endpoint> Match(Partner partner, NewEvent item)
    {
        var matched = new List<Endpoint>();
        foreach (var endpoint in directory.Of(partner.Key))
        {
            if (item.OnlyTo is { } only ? endpoint.Id == only : endpoint.Wants(item.Type))
            {
                matched.Add(endpoint);
            }
        }

        return matched;
    }

    private static int SameProfile(DeliveryToStore[] deliveries, int before, Profile profile)
    {
        for (var i = 0; i < before; i++)
        {
            if (ReferenceEquals(deliveries[i].Endpoint.Profile, profile))
            {
                return i;
            }
        }

        return -1;
    }

    private static DateTimeOffset WholeMilliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
