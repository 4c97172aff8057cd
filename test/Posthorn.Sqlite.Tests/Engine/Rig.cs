using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;
using Posthorn.Sqlite.Tests.Opening;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>A world with one database file, one partner and scripted endpoints, in which one process after the other may live.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string Host = "a.example";

    private readonly Dictionary<long, Endpoint> _endpoints = [];

    private Rig(TimeProvider clock, DeliveryOptions options, ILoggerFactory logs)
    {
        (Clock, Options, Logs, Client) = (clock, options, logs, new(clock));
    }

    /// <summary>The net below the lanes is out of reach: what wakes up, wakes up by itself.</summary>
    public static DeliveryOptions NoNet { get; } = new() { UpkeepEvery = TimeSpan.FromDays(20), Seed = 7 };

    public TempFolder Folder { get; } = new();

    public TimeProvider Clock { get; }

    public DeliveryOptions Options { get; }

    public ILoggerFactory Logs { get; }

    public ScriptedClient Client { get; }

    public Node Node { get; private set; } = null!;

    public Partner Partner { get; private set; } = null!;

    /// <summary>Each time the engine disabled an endpoint.</summary>
    public Tally Disabled { get; } = new("disabled endpoints");

    public Func<Endpoint, string, ValueTask>? Disable { get; set; }

    public StoreTap Tap => Node.Tap;

    public static Task<Rig> StartAsync(DeliveryOptions? options = null, ILoggerFactory? logs = null) => StartAsync(TimeProvider.System, options, logs);

    public static async Task<Rig> StartAsync(TimeProvider clock, DeliveryOptions? options = null, ILoggerFactory? logs = null)
    {
        var rig = new Rig(clock, options ?? NoNet, logs ?? NullLoggerFactory.Instance);
        rig.Node = new(rig, new());
        var partner = new Partner(0, "ptn_a", "A partner", SelfService: false, clock.GetUtcNow());
        rig.Partner = partner with { Key = (await rig.Node.Configuration.AddPartnerAsync(partner)).ShouldNotBeNull() };
        await rig.StartNodeAsync();
        return rig;
    }

    /// <summary>Ends the process as a power cut does, and starts another over the same file.</summary>
    public async Task<Node> RestartAsync(Life? life = null)
    {
        await Node.DisposeAsync();
        Node = new(this, life ?? new());
        await StartNodeAsync();
        return Node;
    }

    /// <summary>Opens the file without starting the engine.</summary>
    public async Task<Node> ReopenAsync(Life? life = null)
    {
        await Node.DisposeAsync();
        Node = new(this, life ?? new());
        await Node.LoadAsync([Partner], _endpoints.Values);
        return Node;
    }

    public async Task StartNodeAsync()
    {
        await Node.LoadAsync([Partner], _endpoints.Values);
        await Node.Engine.StartAsync(DisableAsync);
    }

    public async Task<Endpoint> AddEndpoint(
        string host = Host, string schedule = "persistent", int concurrency = 32, double? rate = null, Partner? partner = null, Profile? profile = null)
    {
        profile ??= Profile.Standard;
        var scheme = profile.Scheme;
        scheme.TryCreateKey(scheme.GenerateSecret(static count => [.. Enumerable.Range(1, count).Select(static n => (byte)n)]), out var key, out _).ShouldBeTrue();
        RetrySchedule.TryParse(schedule, out var parsed, out _).ShouldBeTrue();
        var now = Clock.GetUtcNow();
        var endpoint = new Endpoint
        {
            Key = await Node.Configuration.NextEndpointKeyAsync(),
            Id = EndpointId.New(now),
            Partner = partner ?? Partner,
            Settings = new($"https://{host}/hook", profile.Name, EventTypes: null, schedule, TimeSpan.FromSeconds(30), concurrency, rate, Headers: []),
            Url = new($"https://{host}/hook"),
            Profile = profile,
            Schedule = parsed!,
            Secrets = [new(1, key!, now, ExpiresAt: null)],
            Status = EndpointStatus.Enabled,
            CreatedAt = now,
        };
        await Node.Configuration.AddEndpointAsync(Row(endpoint), new(endpoint.Key, 1, new byte[] { 1 }, now, ExpiresAt: null));
        Put(endpoint);
        return endpoint;
    }

    public async Task<Endpoint> SetStatus(Endpoint endpoint, EndpointStatus status)
    {
        var changed = _endpoints[endpoint.Key] with { Status = status };
        await Node.Configuration.UpdateEndpointAsync(Row(changed), Clock.GetUtcNow());
        Put(changed);
        return changed;
    }

    public void Put(Endpoint endpoint)
    {
        _endpoints[endpoint.Key] = endpoint;
        Node.Directory.Put(endpoint);
    }

    public SigningKey KeyOf(Endpoint endpoint) => _endpoints[endpoint.Key].Secrets[0].Key;

    public static NewEvent NewEvent(string? key = null, string data = "{}", string fingerprint = "f") =>
        new("session.completed", "ses_1", Encoding.UTF8.GetBytes(data), OccurredAt: null, key, Encoding.UTF8.GetBytes(fingerprint));

    public async Task<IntakeResult> Publish(string? key = null, string data = "{}", string fingerprint = "f") =>
        await Node.Intake.AcceptAsync(Partner, NewEvent(key, data, fingerprint));

    /// <summary>Publishes so many events in one commit.</summary>
    public async Task PublishMany(int count, string data = "{}") =>
        (await Node.Intake.AcceptAsync([.. Enumerable.Range(0, count).Select(_ => (Partner, NewEvent(data: data)))]))
            .ShouldAllBe(result => result is IntakeResult.Accepted);

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        Folder.Dispose();
    }

    private static EndpointRow Row(Endpoint endpoint) => new(
        endpoint.Key, endpoint.Id, endpoint.Partner.Key, endpoint.Settings.Url, endpoint.Settings.Profile, EventTypes: null, endpoint.Settings.Schedule,
        endpoint.Settings.Timeout, endpoint.Settings.MaxConcurrency, endpoint.Settings.RatePerSecond, SealedHeaders: default, endpoint.Status,
        endpoint.DisabledReason, endpoint.CreatedAt);

    private async ValueTask DisableAsync(Endpoint endpoint, string reason)
    {
        if (Disable is { } disable)
        {
            await disable(endpoint, reason);
        }
        else
        {
            _ = await SetStatus(endpoint, EndpointStatus.Disabled);
        }

        Disabled.Add();
    }
}
