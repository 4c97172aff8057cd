using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;
using Posthorn.Receiver.Expecting;
using Posthorn.Receiver.Links;
using Posthorn.Receiver.Running;
using Posthorn.Receiver.Sources;
using Posthorn.Receiver.Tests.Links;
using Posthorn.Receiver.Tests.Running;

namespace Posthorn.Receiver.Tests.Expecting;

/// <summary>A running receiver with clients of a played vendor; and its reconciler, to be called by hand with what was expected.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private Desk(PlayedVendor vendor, RunningReceiver receiver, ShiftedClock clock) => (Vendor, Receiver, Clock) = (vendor, receiver, clock);

    public PlayedVendor Vendor { get; }

    public RunningReceiver Receiver { get; private set; }

    public ShiftedClock Clock { get; }

    public ISessionLedger Ledger => Receiver.Services.GetRequiredService<ISessionLedger>();

    public ReceiverEngine Engine => Receiver.Services.GetRequiredService<ReceiverHost>().Engine.ShouldNotBeNull();

    /// <summary>A moment for which nobody waits in a test.</summary>
    public DateTimeOffset InAnHour => Clock.GetUtcNow() + TimeSpan.FromHours(1);

    public static async Task<Desk> StartAsync(Action<ReceiverBuilder>? build = null, string? folder = null, PlayedVendor? vendor = null, ShiftedClock? clock = null)
    {
        vendor ??= await PlayedVendor.StartAsync();
        clock ??= new();
        var receiver = await RunningReceiver.StartAsync(
            one =>
            {
                _ = one.AddSukiClient("suki", vendor.Configure).AddSullyClient("sully", vendor.Configure);
                _ = one.Services.Configure<ExpectationOptions>(static options => options.Schedule = "3600,3600,3600,3600,3600,3600,3600,3600");
                build?.Invoke(one);
            },
            folder: folder,
            clock: clock);
        return new(vendor, receiver, clock);
    }

    /// <summary>What the engine would hand to the reconciler of the last expectation.</summary>
    public async Task<DueDelivery> DueAsync(string source, int attempt = 1)
    {
        var partner = Engine.Directory.FindPartner("exp_" + source).ShouldNotBeNull();
        var page = await Engine.History.ListDeliveriesAsync(new(partner.Key, null, null, null, 1), CancellationToken.None);
        var view = page.Deliveries[0];
        var stored = (await Engine.History.FindEventAsync(view.EventId, CancellationToken.None)).ShouldNotBeNull();
        return new()
        {
            Id = view.Id,
            EventId = view.EventId,
            EventSequence = view.EventSequence,
            EndpointKey = view.EndpointKey,
            EventType = view.EventType,
            OccurredAt = stored.OccurredAt,
            Attempt = attempt,
            Uncounted = 0,
            ScheduleStart = view.DueAt ?? stored.AcceptedAt,
            Data = stored.Data,
            BodyHash = RenderedBody.Hash(stored.Data.Span),
            Reserved = 0,
        };
    }

    /// <summary>Asks for the last expectation, as of a moment after it fell due.</summary>
    public async Task<AttemptOutcome> ReconcileAsync(string source, int attempt = 1, TimeSpan? after = null) =>
        await ReconcileAsync(await DueAsync(source, attempt), after);

    public async Task<AttemptOutcome> ReconcileAsync(DueDelivery due, TimeSpan? after = null)
    {
        var reconciler = new Reconciler(
            Receiver.Services.GetServices<Ledger>(),
            Receiver.Services.GetRequiredService<LiveSources>(),
            Engine.Intake,
            Engine.History,
            Engine.Directory,
            Receiver.Services.GetRequiredService<IOptions<ExpectationOptions>>(),
            Receiver.Services.GetRequiredService<LedgerMetrics>());
        var endpoint = Engine.Directory.Find(due.EndpointKey).ShouldNotBeNull();
        return await reconciler.SendAsync(endpoint, due, Clock.GetUtcNow() + (after ?? TimeSpan.FromHours(2)), CancellationToken.None);
    }

    /// <summary>What was received about a subject.</summary>
    public ValueTask<IReadOnlyList<ArrivalView>> ArrivalsAsync(string source, string subject) =>
        Engine.History.ArrivalsAsync(Engine.Directory.FindPartner("src_" + source).ShouldNotBeNull().Key, subject, CancellationToken.None);

    /// <summary>Lets time pass, and the lane of a ledger notice.</summary>
    public void Pass(string source, TimeSpan time)
    {
        Clock.Shift += time;
        foreach (var endpoint in Engine.Directory.Of(Engine.Directory.FindPartner("exp_" + source).ShouldNotBeNull().Key))
        {
            Engine.Wake(endpoint.Key);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await Vendor.DisposeAsync();
    }
}
