using Posthorn.Api;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Cli.Triggering;

/// <summary>Publishes the event's facts to a server, which renders, signs and sends it as any other.</summary>
internal sealed class ServerTarget(PosthornClient server, string partner, Profile profile, TimeProvider clock) : ITriggerTarget
{
    public async Task<TriggerSent> SendAsync(TriggerEvent happening, TriggerFault fault, CancellationToken cancellationToken)
    {
        if (!Notification.TryRead(profile, happening.Body, out var notification, out _))
        {
            throw new TriggerException("the body is no JSON document, which a server does not take.");
        }

        var started = clock.GetTimestamp();
        var receipt = await server.PublishAsync(
            partner,
            new() { Type = happening.Type, Subject = happening.Subject is "-" ? null : happening.Subject, Data = new(notification.ToDataJson()) },
            idempotencyKey: null,
            cancellationToken);
        return new()
        {
            Type = happening.Type,
            Subject = happening.Subject,
            Fault = TriggerFaults.NameOf(fault),
            Outcome = receipt.Deliveries.Count == 0 ? "stored, nobody wants it" : $"stored, {receipt.Deliveries.Count} to deliver",
            TookMs = Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 1),
            Expected = "accepted",
            AsExpected = true,
            EventId = receipt.Id,
        };
    }
}
