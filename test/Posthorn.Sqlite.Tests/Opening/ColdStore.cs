using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Configuration;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Reading;
using Posthorn.Sqlite.Replay;
using Posthorn.Sqlite.Retention;
using Posthorn.Sqlite.Sessions;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Tests.Opening;

/// <summary>A database in a folder of its own, and rows put there as intake and lanes would.</summary>
internal sealed class ColdStore : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private SqliteStorage _storage;

    public ColdStore()
    {
        _storage = SqliteStorage.Open(_folder.Database, new SqliteOptions(), TimeProvider.System);
        Connect();
    }

    public SqliteConfiguration Configuration { get; private set; } = null!;

    public SqliteHistory History { get; private set; } = null!;

    public SqliteReplays Replays { get; private set; } = null!;

    public SqliteRetention Retention { get; private set; } = null!;

    public SqliteSessions Sessions { get; private set; } = null!;

    public ReaderPool Readers => _storage.Readers;

    public SqliteWriter Writer => _storage.Writer;

    /// <summary>What endpoints want, and what their profiles make of an event: everything, unless a test says otherwise.</summary>
    public MissedEvents Missed { get; set; } = new((_, _) => true, (_, @event) => @event.Sequence);

    /// <summary>Closes the database and opens it again, as a process does that was ended in between.</summary>
    public void Restart()
    {
        _storage.Dispose();
        _storage = SqliteStorage.Open(_folder.Database, new SqliteOptions(), TimeProvider.System);
        Connect();
    }

    /// <summary>Whether a word lies anywhere in the files of the database, once it is closed.</summary>
    public bool FilesHold(string word)
    {
        _storage.Dispose();
        return Directory.EnumerateFiles(Path.GetDirectoryName(_folder.Database)!)
            .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(word)) >= 0);
    }

    public void Dispose()
    {
        _storage.Dispose();
        _folder.Dispose();
    }

    public T Write<T>(Func<SqliteConnection, T> change) => Writer.RunAsync(new QueryCommand<T>(change)).AsTask().GetAwaiter().GetResult();

    public long Count(string table) => Write(connection => long.Parse(connection.Scalar($"select count(*) from {table}")!, null));

    public async Task<Partner> AddPartner(string id = "ptn_a")
    {
        var partner = new Partner(0, id, "A partner", SelfService: true, Noon);
        return partner with { Key = (await Configuration.AddPartnerAsync(partner)).ShouldNotBeNull() };
    }

    public async Task<EndpointRow> AddEndpoint(Partner partner)
    {
        var key = await Configuration.NextEndpointKeyAsync();
        var row = AnEndpoint(partner, key);
        await Configuration.AddEndpointAsync(row, ASecret(key, version: 1));
        return row;
    }

    public static EndpointRow AnEndpoint(Partner partner, long key) => new(
        key, EndpointId.New(Noon), partner.Key, "https://partner.example/hook", "standard", EventTypes: null, "persistent",
        TimeSpan.FromSeconds(30), MaxConcurrency: 32, RatePerSecond: null, SealedHeaders: default, EndpointStatus.Enabled, DisabledReason: null, Noon);

    public static SecretRow ASecret(long endpointKey, int version) =>
        new(endpointKey, version, new byte[] { 1, 2, (byte)version }, Noon, ExpiresAt: null);

    /// <summary>Stores an event and tells its place in the log.</summary>
    public long AddEvent(Partner partner, DateTimeOffset? acceptedAt = null, string type = "session.completed", byte[]? data = null) => Write(connection =>
    {
        using var insert = connection.Prepare(
            "insert into events (id, partner_key, type, subject, occurred_at, accepted_at, data) values (?1, ?2, ?3, 'ses_1', ?4, ?4, ?5)");
        _ = insert.Bind(1, EventId.New(Noon).Value).Bind(2, partner.Key).Bind(3, type).Bind(4, acceptedAt ?? Noon).Bind(5, data ?? "{}"u8).Execute();
        return connection.LastInsertedRow;
    });

    /// <param name="dueAt">The store's number: <see cref="long.MaxValue"/> for one that a lane holds.</param>
    public DeliveryId AddDelivery(
        long sequence, EndpointRow endpoint, DeliveryState state = DeliveryState.Delivered, long? dueAt = null, int attempts = 1, DateTimeOffset? changedAt = null)
    {
        var id = DeliveryId.New(Noon);
        return Write(connection =>
        {
            using var insert = connection.Prepare(
                """
                insert into deliveries (event_sequence, endpoint_key, id, state, attempts, uncounted, due_at, schedule_start, body_hash, created_at, changed_at)
                values (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, 1, ?7, ?8)
                """);
            _ = insert
                .Bind(1, sequence).Bind(2, endpoint.Key).Bind(3, id.Value).Bind(4, (long)state).Bind(5, attempts)
                .Bind(6, dueAt ?? (state == DeliveryState.Pending ? Noon.ToUnixTimeMilliseconds() : null))
                .Bind(7, Noon).Bind(8, changedAt ?? Noon).Execute();
            return id;
        });
    }

    /// <summary>Stores many events in one commit, and for every <paramref name="nth"/> of them a delivery.</summary>
    public void AddMany(Partner partner, int events, EndpointRow? endpoint = null, DeliveryState state = DeliveryState.Delivered, int nth = 1) => Write(connection =>
    {
        using var insertEvents = connection.Prepare(
            """
            with recursive n (i) as (select 1 union all select i + 1 from n where i < ?2)
            insert into events (id, partner_key, type, occurred_at, accepted_at, data) select randomblob(16), ?1, 'session.completed', ?3, ?3, x'7b7d' from n
            """);
        _ = insertEvents.Bind(1, partner.Key).Bind(2, events).Bind(3, Noon).Execute();
        using var insertDeliveries = connection.Prepare(
            """
            insert into deliveries (event_sequence, endpoint_key, id, state, attempts, uncounted, due_at, schedule_start, body_hash, created_at, changed_at)
            select sequence, ?1, randomblob(16), ?2, 1, 0, iif(?2 = 0, ?3 + sequence * 7919 % 1000, null), ?3, 1, ?3, ?3 from events where ?1 is not null and sequence % ?4 = 0
            """);
        return insertDeliveries.Bind(1, endpoint?.Key).Bind(2, (long)state).Bind(3, Noon).Bind(4, nth).Execute();
    });

    public AttemptId AddAttempt(long sequence, EndpointRow endpoint, int number)
    {
        var id = AttemptId.New(Noon);
        return Write(connection =>
        {
            using var insert = connection.Prepare(
                """
                insert into attempts (event_sequence, endpoint_key, number, id, started_at, took_us, outcome, status, ambiguous, answer_head)
                values (?1, ?2, ?3, ?4, ?5, 1500, 'answered', 503, 0, ?6)
                """);
            _ = insert.Bind(1, sequence).Bind(2, endpoint.Key).Bind(3, number).Bind(4, id.Value).Bind(5, Noon).Bind(6, "busy"u8).Execute();
            return id;
        });
    }

    public void AddIdempotencyKey(Partner partner, long sequence) => Write(connection =>
    {
        using var insert = connection.Prepare("insert into idempotency_keys (partner_key, key, fingerprint, event_sequence) values (?1, ?2, ?3, ?4)");
        return insert.Bind(1, partner.Key).Bind(2, $"key-{sequence}").Bind(3, "f"u8).Bind(4, sequence).Execute();
    });

    private void Connect()
    {
        Configuration = new(_storage.Writer, _storage.Readers);
        History = new(_storage.Readers);
        Replays = new(_storage.Writer, _storage.Readers, new((key, type) => Missed.Wants(key, type), (key, @event) => Missed.BodyHash(key, @event)));
        Retention = new(_storage.Writer, _storage.Readers);
        Sessions = new(_storage.Writer, _storage.Readers);
    }
}
