using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Sending;
using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Watching;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Emulators.Sending;

/// <summary>The partner's URL, with what the scenario lets go wrong on the way there.</summary>
internal sealed class EmulatedDestination(
    IEndpointClient client, Casting casting, OldSecret oldSecret, HeldBack held, Journal journal, Tempo tempo) : IDestination
{
    /// <summary>The scenario says that this one is never sent, and it is not.</summary>
    public const string Withheld = "withheld_by_scenario";

    private const string LateWord = "late_by_scenario";

    /// <summary>For a last one, which nothing follows.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(2);

    public async ValueTask<AttemptOutcome> SendAsync(Endpoint endpoint, DueDelivery delivery, DateTimeOffset at, CancellationToken stop)
    {
        // Signed once before anything else: that holds the body against its hash, so that what is sent is what was accepted.
        if (RequestSigner.Sign(endpoint, delivery, at) is null || !Notification.TryRead(endpoint.Profile, delivery.Body, out var notification, out _))
        {
            return new AttemptOutcome.Rejected(FailureReasons.IntegrityFailed);
        }

        var subject = notification.Subject ?? "";
        var sending = new Sending(endpoint, delivery, subject, casting.PlanOf(subject, (notification as SessionNotification)?.EncounterId), stop);
        return sending.Plan.Wire switch
        {
            WireFault.Missing => Written(sending, new AttemptOutcome.Rejected(Withheld)),
            WireFault.Late when delivery.Attempt == 1 =>
                Written(sending, new AttemptOutcome.Waiting(LateWord, tempo.Clock.GetUtcNow() + tempo.Of(sending.Plan.Lateness))),
            WireFault.OutOfOrder when delivery.Attempt == 1 => await AfterTheNextAsync(sending),
            WireFault.Duplicate => await SeveralTimesAsync(sending),
            WireFault.BadSignature => await PostAsync(sending, Signatures.Spoil(Sign(endpoint, delivery))),
            WireFault.OldSecret => await PostAsync(sending, Sign(endpoint with { Secrets = [oldSecret.AsNewest] }, delivery)),
            _ => await PostAsync(sending, Sign(endpoint, delivery)),
        };
    }

    private async ValueTask<AttemptOutcome> AfterTheNextAsync(Sending sending)
    {
        await Task.WhenAny(held.Another, tempo.WaitAsync(LongestHold, sending.Stop));
        return await PostAsync(sending, Sign(sending.Endpoint, sending.Delivery));
    }

    private async ValueTask<AttemptOutcome> SeveralTimesAsync(Sending sending)
    {
        var outcome = await PostAsync(sending, Sign(sending.Endpoint, sending.Delivery));
        for (var again = 1; again < sending.Plan.Times; again++)
        {
            outcome = await PostAsync(sending, Sign(sending.Endpoint, sending.Delivery));
        }

        return outcome;
    }

    private async ValueTask<AttemptOutcome> PostAsync(Sending sending, OutgoingRequest request)
    {
        var outcome = Written(sending, await client.SendAsync(request, sending.Stop));
        held.Sent();
        return outcome;
    }

    private AttemptOutcome Written(Sending sending, AttemptOutcome outcome)
    {
        var (delivery, plan) = (sending.Delivery, sending.Plan);
        journal.Sent(new(tempo.Clock.GetUtcNow(), delivery.EventId.ToString(), delivery.EventType, sending.Subject, delivery.Attempt, plan.Wire, outcome.Code));
        return outcome;
    }

    private OutgoingRequest Sign(Endpoint endpoint, DueDelivery delivery) =>
        RequestSigner.Sign(endpoint, delivery, tempo.Clock.GetUtcNow()) ?? throw new InvalidOperationException("A body changed on its way.");

    private readonly record struct Sending(Endpoint Endpoint, DueDelivery Delivery, string Subject, Plan Plan, CancellationToken Stop);
}
