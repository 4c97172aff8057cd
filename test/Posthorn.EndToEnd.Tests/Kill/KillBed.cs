using System.Collections.Concurrent;
using System.Globalization;
using Posthorn.Api.Deliveries;
using Posthorn.Api.Endpoints;
using Posthorn.Api.Events;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Demo;
using Posthorn.Cli.Demo.Clinics;
using Posthorn.EndToEnd.Tests.Demo;

namespace Posthorn.EndToEnd.Tests.Kill;

/// <summary>A server that can be killed, two endpoints of one partner, and what was acknowledged.</summary>
internal sealed class KillBed : IAsyncDisposable
{
    private const int Workers = 8;

    private readonly Clinic[] _clinics;
    private readonly Dictionary<string, string> _nameByEndpoint = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, EventReceipt> _acknowledged = new();
    private readonly TaskSignal _acknowledging = new();
    private string _partner = string.Empty;

    private KillBed() => _clinics =
    [
        new("first", new StandardStyle(), Logbook, static _ => { }),
        new("second", new StandardStyle(), Logbook, static _ => { }),
    ];

    public RestartableServer Server { get; } = new(BuiltProgram.Command, TimeProvider.System);

    public Logbook Logbook { get; } = new();

    public IReadOnlyDictionary<int, EventReceipt> Acknowledged => _acknowledged;

    public ServerProcess Process { get; private set; } = null!;

    public static async Task<KillBed> MakeAsync(CancellationToken cancellationToken)
    {
        var bed = new KillBed();
        await bed.StartAsync(cancellationToken);
        var client = await bed.Server.ClientAsync(cancellationToken);
        bed._partner = (await client.CreatePartnerAsync(new() { Name = "Northwind Clinic" }, cancellationToken)).Id;
        foreach (var clinic in bed._clinics)
        {
            await clinic.OpenAsync(cancellationToken);
            var request = new CreateEndpoint { Url = clinic.Url, Profile = "standard", Schedule = Schedule.Of(1, 1, 1, 1, 1, 1, 1, 1) };
            var endpoint = await client.CreateEndpointAsync(bed._partner, request, cancellationToken);
            clinic.Trust(endpoint.Secret!);
            bed._nameByEndpoint[endpoint.Id] = clinic.Name;
        }

        return bed;
    }

    public async Task StartAsync(CancellationToken cancellationToken) => Process = await Server.StartAsync(cancellationToken);

    /// <summary>Publishes that many events by several workers, each until it is acknowledged.</summary>
    public Task PublishAsync(int count, CancellationToken cancellationToken)
    {
        var slots = new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(Enumerable.Range(1, count), slots, async (number, token) =>
        {
            var visit = Visits.CompletedInStandard("visit", number);
            var request = new PublishEvent { Type = visit.Type, Subject = visit.Subject, Data = visit.Data };
            var key = string.Create(CultureInfo.InvariantCulture, $"visit-{number}");
            _acknowledged[number] = await Server.PublishAsync(_partner, request, key, token);
            _acknowledging.Raise();
        });
    }

    public Task UntilAcknowledgedAsync(int count, CancellationToken cancellationToken) =>
        _acknowledging.UntilAsync(() => _acknowledged.Count >= count, cancellationToken);

    /// <summary>Keeps requests open from now on: so a kill finds deliveries in flight.</summary>
    public void Hold()
    {
        foreach (var clinic in _clinics)
        {
            clinic.Barrier.Lower();
        }
    }

    public Task UntilHeldAsync(int atLeast, CancellationToken cancellationToken) =>
        Logbook.UntilAsync(log => log.Open >= atLeast, cancellationToken);

    public void LetGo()
    {
        foreach (var clinic in _clinics)
        {
            clinic.Barrier.Raise();
        }
    }

    /// <summary>Until each clinic has got each event at least once.</summary>
    public Task UntilArrivedAsync(int count, CancellationToken cancellationToken) => Logbook.UntilAsync(
        log => log.Open == 0 && log.Receipts.Select(static receipt => (receipt.Clinic, receipt.Key)).Distinct().Count() >= count * _clinics.Length,
        cancellationToken);

    /// <summary>Until nothing is on its way any more. Only the server knows: a clinic cannot tell whether its answer was still heard.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var client = await Server.ClientAsync(cancellationToken);
        _ = await Waiting.UntilAsync(
            token => client.ListDeliveriesAsync(_partner, DeliveryStatus.Pending, endpoint: null, after: null, limit: 1, token),
            static page => page.Deliveries.Count == 0 && page.Next is null,
            Timeout.InfiniteTimeSpan,
            TimeProvider.System,
            cancellationToken);
    }

    /// <summary>All deliveries as the server tells them, with their attempts, and the clinic of each.</summary>
    public async Task<IReadOnlyList<(string Clinic, int Number, DeliveryInfo Delivery)>> DeliveriesAsync(CancellationToken cancellationToken)
    {
        var client = await Server.ClientAsync(cancellationToken);
        var all = new List<(string, int, DeliveryInfo)>();
        foreach (var (number, receipt) in _acknowledged)
        {
            foreach (var delivery in receipt.Deliveries)
            {
                var told = await client.GetDeliveryAsync(delivery.Id, cancellationToken);
                all.Add((_nameByEndpoint[told.EndpointId], number, told));
            }
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        foreach (var clinic in _clinics)
        {
            await clinic.DisposeAsync();
        }
    }
}
