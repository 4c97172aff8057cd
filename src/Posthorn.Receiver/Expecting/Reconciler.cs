using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Doors;
using Posthorn.Receiver.Handling;
using Posthorn.Receiver.Links;
using Posthorn.Receiver.Sources;
using Endpoint = Posthorn.Delivery.Endpoints.Endpoint;

namespace Posthorn.Receiver.Expecting;

/// <summary>Where expectations are delivered to: due → has it come? → ask the vendor → the same event in the same log.</summary>
internal sealed class Reconciler(
    IEnumerable<Ledger> ledgers,
    LiveSources sources,
    EventIntake intake,
    IHistory history,
    EndpointDirectory directory,
    IOptions<ExpectationOptions> options,
    LedgerMetrics metrics) : IDestination
{
    private readonly Dictionary<string, Ledger> _ledgers = ledgers.ToDictionary(static one => one.Url, StringComparer.Ordinal);

    public async ValueTask<AttemptOutcome> SendAsync(Endpoint endpoint, DueDelivery delivery, DateTimeOffset at, CancellationToken stop)
    {
        // Whoever brought the delivery may be the caller that expects it: a vendor's answer is not what that waits for.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

        var data = delivery.Body.IsEmpty ? delivery.Data : delivery.Body;
        if (RenderedBody.Hash(data.Span) != delivery.BodyHash || Expectation.Read(data.Span) is not { } expectation)
        {
            return new AttemptOutcome.Rejected(FailureReasons.IntegrityFailed);
        }

        if (_ledgers.GetValueOrDefault(endpoint.Settings.Url) is not { } ledger || sources.Find(ledger.Source) is not { } source)
        {
            // Another version of the program may have it.
            return new AttemptOutcome.HandlerFailed(FailureReasons.HandlerMissing);
        }

        if (at < expectation.By)
        {
            // A lane that recovers pulls forward whatever waits; what is not overdue is none of it.
            return new AttemptOutcome.Waiting(ReconcileReasons.NotDue, expectation.By);
        }

        var outcome = await IsForgottenAsync(endpoint, delivery, expectation, stop) ? HandlerResult.Ignore.Outcome
            : await HasComeAsync(ledger, source, expectation, stop) ? HandlerResult.Done.Outcome
            : await AskAsync(ledger, source, delivery, expectation, stop);
        metrics.Attempted(ledger.Source, delivery.Id, outcome);
        return outcome;
    }

    private async ValueTask<bool> IsForgottenAsync(Endpoint endpoint, DueDelivery delivery, Expectation expectation, CancellationToken stop) =>
        (await history.ReceiptsAsync(endpoint.Partner.Key, Ledger.ForgottenResource(expectation.Subject), stop))
            .Any(one => one.Sequence > delivery.EventSequence);

    private async ValueTask<bool> HasComeAsync(Ledger ledger, Source source, Expectation expectation, CancellationToken stop)
    {
        var id = Resources.Storable(ledger.Vendor.IdOf(expectation.Subject)!);
        var arrivals = await history.ArrivalsAsync(PartnerKey(source), id, stop);
        return arrivals.Any(one => ledger.Vendor.IsEnd(expectation.Subject, one.Type));
    }

    private async ValueTask<AttemptOutcome> AskAsync(
        Ledger ledger, Source source, DueDelivery delivery, Expectation expectation, CancellationToken stop)
    {
        VendorFinding finding;
        try
        {
            finding = await ledger.Vendor.AskAsync(expectation.Subject, stop);
        }
        catch (VendorCallException exception)
        {
            return new AttemptOutcome.HandlerFailed(exception.Code, exception.RetryAfter);
        }

        switch (finding)
        {
            case VendorFinding.Running:
                return new AttemptOutcome.Waiting(ReconcileReasons.StillRunning);
            case VendorFinding.Unknown:
                return delivery.AttemptInSchedule >= options.Value.UnknownAttempts
                    ? new AttemptOutcome.HandlerGaveUp(ReconcileReasons.SessionUnknown)
                    : new AttemptOutcome.Waiting(ReconcileReasons.SessionUnknown);
            case VendorFinding.Ended ended:
                // It may have come while the vendor was asked.
                return await HasComeAsync(ledger, source, expectation, stop) ? HandlerResult.Done.Outcome : await StoreAsync(source, ended);
            default:
                throw new InvalidOperationException("There is no such finding.");
        }
    }

    private async ValueTask<AttemptOutcome> StoreAsync(Source source, VendorFinding.Ended ended)
    {
        if (!Notification.TryRead(source.Profile, ended.Body, out var notification, out _))
        {
            return new AttemptOutcome.Rejected(FailureReasons.IntegrityFailed);
        }

        var item = ReceivedEvent.Of(source, notification, new HeaderDictionary(), ReceiptEvidence.Pulled);
        var partner = directory.FindPartner(source.PartnerId)!;
        switch (await intake.AcceptAsync(partner, item))
        {
            case IntakeResult.Accepted accepted:
                metrics.Pulled(source.Name, item.Type, accepted.Replayed);
                return HandlerResult.Done.Outcome;
            case IntakeResult.Unavailable unavailable:
                return new AttemptOutcome.HandlerFailed(ReconcileReasons.StoreAway, unavailable.RetryAfter);
            default:
                return new AttemptOutcome.HandlerFailed(FailureReasons.HandlerFailed);
        }
    }

    private long PartnerKey(Source source) =>
        (directory.FindPartner(source.PartnerId) ?? throw new InvalidOperationException("A source was not made ready at the start.")).Key;
}
