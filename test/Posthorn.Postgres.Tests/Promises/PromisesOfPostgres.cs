using Posthorn.Conformance.Appending;
using Posthorn.Conformance.Claiming;
using Posthorn.Conformance.Configuration;
using Posthorn.Conformance.ManyNodes;
using Posthorn.Conformance.Reading;
using Posthorn.Conformance.Recovering;
using Posthorn.Conformance.Refusing;
using Posthorn.Conformance.Replay;
using Posthorn.Conformance.Retention;
using Posthorn.Conformance.Sessions;
using Posthorn.Conformance.Settling;
using Posthorn.Postgres.Tests.Databases;

namespace Posthorn.Postgres.Tests.Promises;

/// <summary>What every store promises, asked of the one of many nodes.</summary>
public static class PromisesOfPostgres
{
    [Collection(SharedPostgres.Name)]
    public sealed class Append(SharedPostgres postgres) : AppendPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Due(SharedPostgres postgres) : DuePromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Batch(SharedPostgres postgres) : BatchPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Idempotency(SharedPostgres postgres) : IdempotencyPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Feed(SharedPostgres postgres) : FeedPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Claim(SharedPostgres postgres) : ClaimPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Release(SharedPostgres postgres) : ReleasePromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Expiry(SharedPostgres postgres) : ExpiryPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Step(SharedPostgres postgres) : StepPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Fencing(SharedPostgres postgres) : FencingPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Announcement(SharedPostgres postgres) : AnnouncementPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Orphan(SharedPostgres postgres) : OrphanPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Health(SharedPostgres postgres) : HealthPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Replays(SharedPostgres postgres) : ReplayPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Range(SharedPostgres postgres) : RangePromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Retained(SharedPostgres postgres) : RetentionPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Configured(SharedPostgres postgres) : ConfigurationPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Deletion(SharedPostgres postgres) : DeletionPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class History(SharedPostgres postgres) : HistoryPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Sessions(SharedPostgres postgres) : SessionPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class SessionEnds(SharedPostgres postgres) : SessionEndPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class SharedSessions(SharedPostgres postgres) : SharedSessionPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Receipts(SharedPostgres postgres) : ReceiptPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Arrivals(SharedPostgres postgres) : ArrivalPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Listing(SharedPostgres postgres) : ListingPromises(new PostgresUnderTest(postgres));

    [Collection(SharedPostgres.Name)]
    public sealed class Unavailable(SharedPostgres postgres) : UnavailablePromises(new PostgresUnderTest(postgres));
}
