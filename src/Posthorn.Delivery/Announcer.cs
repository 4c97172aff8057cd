using System.Text.Json;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Pulling;

namespace Posthorn.Delivery;

/// <summary>Posthorn's own news, as events of the operator's partner: they are stored, pulled, delivered and replayed like any other.</summary>
/// <remarks>They carry ids and codes only. What happens to the operator's own endpoints is not announced: the news would cause itself.</remarks>
internal sealed class Announcer(EndpointDirectory directory, EventPreparation preparation, FeedReaders readers)
{
    public const string EndpointFailing = "endpoint.failing";
    public const string EndpointRecovered = "endpoint.recovered";
    public const string EndpointDisabled = "endpoint.disabled";
    public const string DeliveryExhausted = "delivery.exhausted";

    /// <summary>Told of each endpoint of the operator for which an announcement was stored.</summary>
    public Action<long>? Stored { get; set; }

    public EventToStore? Exhausted(Endpoint endpoint, DueDelivery delivery, string outcome, DateTimeOffset now) =>
        Prepare(endpoint, DeliveryExhausted, now, writer =>
        {
            writer.WriteString("delivery_id", delivery.Id.ToString());
            writer.WriteString("event_id", delivery.EventId.ToString());
            writer.WriteString("event_type", delivery.EventType);
            writer.WriteNumber("attempts", delivery.Attempt);
            writer.WriteString("last_outcome", outcome);
        });

    public EventToStore? Endpoint(Endpoint endpoint, string type, DateTimeOffset now, DateTimeOffset? since, string? reason) =>
        Prepare(endpoint, type, now, writer =>
        {
            if (since is { } failingSince)
            {
                writer.WriteString("failing_since", failingSince.UtcDateTime);
            }

            if (reason is not null)
            {
                writer.WriteString("reason", reason);
            }
        });

    public void Announced(Appended? appended)
    {
        if (appended is not Appended.Stored stored)
        {
            return;
        }

        if (directory.FindPartner(Partner.OperatorId) is { } operators)
        {
            readers.Committed(operators.Key);
        }

        foreach (var delivery in stored.Event.Deliveries)
        {
            if (directory.Find(delivery.EndpointId) is { } endpoint)
            {
                Stored?.Invoke(endpoint.Key);
            }
        }
    }

    private EventToStore? Prepare(Endpoint endpoint, string type, DateTimeOffset now, Action<Utf8JsonWriter> rest)
    {
        if (endpoint.Partner.IsOperator || directory.FindPartner(Partner.OperatorId) is not { } operators)
        {
            return null;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("partner_id", endpoint.Partner.Id);
            writer.WriteString("endpoint_id", endpoint.Id.ToString());
            rest(writer);
            writer.WriteEndObject();
        }

        return preparation.Prepare(operators, new(type, endpoint.Id.ToString(), stream.ToArray(), now), now, out _, out _);
    }
}
