using System.Security.Cryptography;
using System.Text;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Receiver.Handling;
using Posthorn.Receiver.Running;

namespace Posthorn.Receiver.Expecting;

/// <summary>Expectations, as events of the engine.</summary>
internal sealed class SessionLedger(IEnumerable<Ledger> ledgers, ReceiverHost host, LedgerMetrics metrics, TimeProvider clock) : ISessionLedger
{
    private const int LongestSubject = 200;
    private const int Page = 500;

    private static readonly TimeSpan Furthest = TimeSpan.FromDays(30);

    private readonly Dictionary<string, Ledger> _ledgers = ledgers.ToDictionary(static one => one.Source, StringComparer.Ordinal);

    public async Task ExpectAsync(string source, string subject, DateTimeOffset by, CancellationToken cancellationToken = default)
    {
        var ledger = LedgerOf(source, subject);
        var now = clock.GetUtcNow();
        if (by > now + Furthest)
        {
            throw new ArgumentException("Nothing is expected more than 30 days ahead.", nameof(by));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var engine = EngineNow();
        var expectation = new Expectation(subject, DateTimeOffset.FromUnixTimeMilliseconds(by.ToUnixTimeMilliseconds()));
        var key = $"{subject}:{by.ToUnixTimeMilliseconds()}";
        for (var again = 1; ; again++)
        {
            var stored = await StoreAsync(engine, ledger, new(
                Ledger.ExpectedType, subject, expectation.ToJson(), now, key, SHA256.HashData(Encoding.UTF8.GetBytes(key)), DueAt: expectation.By));
            if (!stored.Replayed)
            {
                metrics.Expected(source);
                return;
            }

            // It is there already, unless it was taken back since: then this is another one.
            if (!await IsForgottenAsync(engine, ledger, subject, stored.Event.Sequence, cancellationToken))
            {
                return;
            }

            key = $"{subject}:{by.ToUnixTimeMilliseconds()}:{again}";
        }
    }

    public async Task ForgetAsync(string source, string subject, CancellationToken cancellationToken = default)
    {
        var ledger = LedgerOf(source, subject);
        cancellationToken.ThrowIfCancellationRequested();
        _ = await StoreAsync(EngineNow(), ledger, new(
            Ledger.ForgottenType, subject, new Expectation(subject, clock.GetUtcNow()).ToJson(), clock.GetUtcNow(),
            Receipt: new(Ledger.ForgottenResource(subject), ReceiptEvidence.Pulled)));
    }

    public Task<IReadOnlyList<OverdueSession>> ListOverdueAsync(string source, int limit = 100, CancellationToken cancellationToken = default) =>
        ListAsync(source, DeliveryState.Pending, limit, cancellationToken);

    public Task<IReadOnlyList<OverdueSession>> ListGivenUpAsync(string source, int limit = 100, CancellationToken cancellationToken = default) =>
        ListAsync(source, DeliveryState.Dead, limit, cancellationToken);

    private static async Task<bool> IsForgottenAsync(ReceiverEngine engine, Ledger ledger, string subject, long sequence, CancellationToken cancellationToken) =>
        (await engine.History.ReceiptsAsync(PartnerOf(engine, ledger).Key, Ledger.ForgottenResource(subject), cancellationToken))
            .Any(one => one.Sequence > sequence);

    private static Partner PartnerOf(ReceiverEngine engine, Ledger ledger) =>
        engine.Directory.FindPartner(ledger.PartnerId) ?? throw new InvalidOperationException("A ledger was not made ready at the start.");

    private static async Task<IntakeResult.Accepted> StoreAsync(ReceiverEngine engine, Ledger ledger, NewEvent item)
    {
        try
        {
            return await engine.Intake.AcceptAsync(PartnerOf(engine, ledger), item) as IntakeResult.Accepted
                ?? throw new LedgerUnavailableException("The store is away; nothing was written.");
        }
        catch (ObjectDisposedException)
        {
            throw new LedgerUnavailableException("The host is stopping; nothing was written.");
        }
    }

    private async Task<IReadOnlyList<OverdueSession>> ListAsync(string source, DeliveryState state, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var (engine, ledger, now) = (EngineNow(), LedgerOf(source), clock.GetUtcNow());
        var (found, before) = (new List<OverdueSession>(), (long?)null);
        do
        {
            var page = await engine.History.ListDeliveriesAsync(new(PartnerOf(engine, ledger).Key, null, state, before, Page), cancellationToken);
            foreach (var view in page.Deliveries)
            {
                if (found.Count < limit && await OverdueAsync(engine, ledger, view, now, cancellationToken) is { } overdue)
                {
                    found.Add(overdue);
                }
            }

            before = page.Next;
        }
        while (before is not null && found.Count < limit);

        return found;
    }

    private static async Task<OverdueSession?> OverdueAsync(
        ReceiverEngine engine, Ledger ledger, DeliveryView view, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // What was never asked for and is not due need not be read.
        if ((view.Attempts == 0 && view.DueAt > now)
            || await engine.History.FindEventAsync(view.EventId, cancellationToken) is not { } stored
            || Expectation.Read(stored.Data.Span) is not { } expectation
            || expectation.By > now)
        {
            return null;
        }

        return new()
        {
            Source = ledger.Source,
            Subject = expectation.Subject,
            By = expectation.By,
            Asked = view.Attempts,
            LastAnswer = view.LastOutcome,
            DeliveryId = view.Id.ToString(),
        };
    }

    private ReceiverEngine EngineNow() =>
        host.Engine ?? throw new LedgerUnavailableException("The host is starting or stopping; nothing was written.");

    private Ledger LedgerOf(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return _ledgers.GetValueOrDefault(source) ?? throw new ArgumentException("The source has no client, so nobody could be asked.", nameof(source));
    }

    private Ledger LedgerOf(string source, string subject)
    {
        var ledger = LedgerOf(source);
        ArgumentException.ThrowIfNullOrEmpty(subject);
        return subject.Length <= LongestSubject && Resources.Storable(subject) == subject && ledger.Vendor.IdOf(subject) is not null
            ? ledger
            : throw new ArgumentException("The subject is none of this source: 1 to 200 characters without control characters, for Sully one of Subjects.", nameof(subject));
    }
}
