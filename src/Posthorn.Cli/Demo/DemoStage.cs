using System.Globalization;
using System.Security.Cryptography;
using Posthorn.Api;
using Posthorn.Api.Deliveries;
using Posthorn.Api.Endpoints;
using Posthorn.Api.Events;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Demo.Clinics;

namespace Posthorn.Cli.Demo;

/// <summary>Everything the story happens on: a server of its own, three partners, their clinics, and what is known of them.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("posthorn-demo-");
    private readonly IReadOnlyList<string> _program;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal)
    {
        ["POSTHORN_OPERATOR_KEY"] = RandomNumberGenerator.GetHexString(48, lowercase: true),
        ["POSTHORN_MASTER_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
    };

    private ServerProcess? _server;
    private readonly List<HttpClient> _connections = [];
    private TaskCompletionSource<PosthornClient> _client = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DemoStage(IReadOnlyList<string> program, Narrator narrator, TimeProvider clock)
    {
        (_program, Narrator, Clock) = (program, narrator, clock);
        StartedAt = clock.GetUtcNow();
        Receipts = new(narrator);
        Suki = new("Suki-style clinic", new SukiStyle(), Logbook, Receipts.Tell);
        Sully = new("Sully-style clinic", new SullyStyle(), Logbook, Receipts.Tell);
        Late = new("clinic that is down", new StandardStyle(), Logbook, Receipts.Tell);
    }

    public Narrator Narrator { get; }

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

    /// <summary>The server, as soon as it is there.</summary>
    public Task<PosthornClient> ClientAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _client).Task.WaitAsync(cancellationToken);

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

    /// <summary>Starts the server on its file: the first time a new one, later the one that was killed.</summary>
    public async Task StartServerAsync(CancellationToken cancellationToken)
    {
        _server = await ServerProcess.StartAsync(
            _program,
            ["--storage", $"sqlite:{_directory.FullName}/demo.db", "--urls", "http://127.0.0.1:0", "--allow-egress", "127.0.0.0/8"],
            _variables,
            cancellationToken);
        var http = ServerAddress.Connect(_server.Address, _variables["POSTHORN_OPERATOR_KEY"]);

        // The one before is kept to the end: calls may still be breaking off on it.
        _connections.Add(http);
        Narrator.Say("server", string.Create(CultureInfo.InvariantCulture, $"process {_server.Id} listens at {_server.Address}"));
        Volatile.Read(ref _client).SetResult(new(http));
    }

    public async Task KillServerAsync()
    {
        Volatile.Write(ref _client, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _server!.KillAsync();
        await _server.DisposeAsync();
    }

    /// <summary>Publishes a visit, again and again with the same key where the server dies meanwhile.</summary>
    public async Task<EventReceipt> PublishAsync(DemoPartner partner, Visit visit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var client = await ClientAsync(cancellationToken);
            try
            {
                var request = new PublishEvent { Type = visit.Type, Subject = visit.Subject, Data = visit.Data };
                var receipt = await client.PublishAsync(partner.Id, request, $"demo/{visit.Key}", cancellationToken);
                Ledger.Accept(partner, visit, receipt);
                return receipt;
            }
            catch (HttpRequestException) when (!cancellationToken.IsCancellationRequested)
            {
                // The kill. Whether the event was stored is not known; with the key it does no harm to publish it once more.
                await Task.Delay(TimeSpan.FromMilliseconds(20), Clock, cancellationToken);
            }
        }
    }

    /// <summary>Waits until nothing of a partner's is on its way any more.</summary>
    public async Task SettleAsync(DemoPartner partner, CancellationToken cancellationToken)
    {
        var client = await ClientAsync(cancellationToken);
        _ = await Waiting.UntilAsync(
            token => client.ListDeliveriesAsync(partner.Id, DeliveryStatus.Pending, endpoint: null, after: null, limit: 1, token),
            page => page.Deliveries.Count == 0 && page.Next is null,
            Timeout.InfiniteTimeSpan,
            Clock,
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _connections.ForEach(static connection => connection.Dispose());
        await Suki.DisposeAsync();
        await Sully.DisposeAsync();
        await Late.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private async Task<DemoPartner> JoinAsync(
        string name, Clinic clinic, string profile, Schedule? schedule, CancellationToken cancellationToken)
    {
        var client = await ClientAsync(cancellationToken);
        var partner = await client.CreatePartnerAsync(new() { Name = name }, cancellationToken);
        var request = new CreateEndpoint { Url = clinic.Url, Profile = profile, Schedule = schedule };
        var endpoint = await client.CreateEndpointAsync(partner.Id, request, cancellationToken);
        clinic.Trust(endpoint.Secret!);
        Narrator.Say("server", $"{name} (made up) is told at {clinic.Url}, in the format '{profile}'");
        return new(partner.Id, endpoint.Id, clinic);
    }
}
