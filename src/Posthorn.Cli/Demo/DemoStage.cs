using System.Globalization;
using Posthorn.Api.Deliveries;
using Posthorn.Api.Endpoints;
using Posthorn.Api.Events;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Demo.Clinics;

namespace Posthorn.Cli.Demo;

/// <summary>Everything the story happens on: a server of its own, three partners, their clinics, and what is known of them.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private DemoStage(IReadOnlyList<string> program, Narrator narrator, TimeProvider clock)
    {
        (Narrator, Clock, Server) = (narrator, clock, new(program, clock));
        StartedAt = clock.GetUtcNow();
        Receipts = new(narrator);
        Suki = new("Suki-style clinic", new SukiStyle(), Logbook, Receipts.Tell);
        Sully = new("Sully-style clinic", new SullyStyle(), Logbook, Receipts.Tell);
        Late = new("clinic that is down", new StandardStyle(), Logbook, Receipts.Tell);
    }

    public Narrator Narrator { get; }

    public RestartableServer Server { get; }

    public TimeProvider Clock { get; }

    public DateTimeOffset StartedAt { get; }

    public Ledger Ledger { get; } = new();

    public Logbook Logbook { get; } = new();

    public ReceiptTeller Receipts { get; }

    public Clinic Suki { get; }

    public Clinic Sully { get; }

    public Clinic Late { get; }

    public DemoPartner SukiPartner { get; private set; } = null!;

    public DemoPartner SullyPartner { get; private set; } = null!;

    public DemoPartner LatePartner { get; private set; } = null!;

    /// <summary>Whether an event that was published twice with one key was one event.</summary>
    public bool PublishedTwiceIsOnce { get; set; }

    /// <summary>Dead letters of the clinic that was down.</summary>
    public int LateDeadLetters { get; set; }

    public IReadOnlyList<DemoPartner> Partners => [SukiPartner, SullyPartner, LatePartner];

    public static async Task<DemoStage> SetUpAsync(
        IReadOnlyList<string> program, Narrator narrator, TimeProvider clock, CancellationToken cancellationToken)
    {
        var stage = new DemoStage(program, narrator, clock);
        try
        {
            await stage.StartServerAsync(cancellationToken);
            await stage.Suki.OpenAsync(cancellationToken);
            await stage.Sully.OpenAsync(cancellationToken);
            stage.SukiPartner = await stage.JoinAsync("Harbour Practice", stage.Suki, "suki", schedule: null, cancellationToken);
            stage.SullyPartner = await stage.JoinAsync("Meadow Clinic", stage.Sully, "sully", Schedule.Of(1, 1, 5, 30), cancellationToken);
            stage.LatePartner = await stage.JoinAsync("Hilltop Hospital", stage.Late, "standard", Schedule.Of(1), cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    public async Task StartServerAsync(CancellationToken cancellationToken)
    {
        var process = await Server.StartAsync(cancellationToken);
        Narrator.Say("server", string.Create(CultureInfo.InvariantCulture, $"process {process.Id} listens at {process.Address}"));
    }

    /// <summary>Publishes a visit, and writes down that it was accepted.</summary>
    public async Task<EventReceipt> PublishAsync(DemoPartner partner, Visit visit, CancellationToken cancellationToken)
    {
        var request = new PublishEvent { Type = visit.Type, Subject = visit.Subject, Data = visit.Data };
        var receipt = await Server.PublishAsync(partner.Id, request, $"demo/{visit.Key}", cancellationToken);
        Ledger.Accept(partner, visit, receipt);
        return receipt;
    }

    /// <summary>Waits until nothing of a partner's is on its way any more.</summary>
    public async Task SettleAsync(DemoPartner partner, CancellationToken cancellationToken)
    {
        var client = await Server.ClientAsync(cancellationToken);
        _ = await Waiting.UntilAsync(
            token => client.ListDeliveriesAsync(partner.Id, DeliveryStatus.Pending, endpoint: null, after: null, limit: 1, token),
            page => page.Deliveries.Count == 0 && page.Next is null,
            Timeout.InfiniteTimeSpan,
            Clock,
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Suki.DisposeAsync();
        await Sully.DisposeAsync();
        await Late.DisposeAsync();
    }

    private async Task<DemoPartner> JoinAsync(
        string name, Clinic clinic, string profile, Schedule? schedule, CancellationToken cancellationToken)
    {
        var client = await Server.ClientAsync(cancellationToken);
        var partner = await client.CreatePartnerAsync(new() { Name = name }, cancellationToken);
        var request = new CreateEndpoint { Url = clinic.Url, Profile = profile, Schedule = schedule };
        var endpoint = await client.CreateEndpointAsync(partner.Id, request, cancellationToken);
        clinic.Trust(endpoint.Secret!);
        Narrator.Say("server", $"{name} (made up) is told at {clinic.Url}, in the format '{profile}'");
        return new(partner.Id, endpoint.Id, clinic);
    }
}
