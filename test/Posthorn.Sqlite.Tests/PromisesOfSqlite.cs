using Posthorn.Conformance.Appending;
using Posthorn.Conformance.Claiming;
using Posthorn.Conformance.Configuration;
using Posthorn.Conformance.Reading;
using Posthorn.Conformance.Recovering;
using Posthorn.Conformance.Refusing;
using Posthorn.Conformance.Replay;
using Posthorn.Conformance.Retention;
using Posthorn.Conformance.Sessions;
using Posthorn.Conformance.Settling;
using Posthorn.Conformance.States;

namespace Posthorn.Sqlite.Tests;

/// <summary>What every store promises, asked of the embedded one.</summary>
public static class PromisesOfSqlite
{
    public sealed class Append() : AppendPromises(new SqliteUnderTest());

    public sealed class Due() : DuePromises(new SqliteUnderTest());

    public sealed class Batch() : BatchPromises(new SqliteUnderTest());

    public sealed class Idempotency() : IdempotencyPromises(new SqliteUnderTest());

    public sealed class Feed() : FeedPromises(new SqliteUnderTest());

    public sealed class Claim() : ClaimPromises(new SqliteUnderTest());

    public sealed class Release() : ReleasePromises(new SqliteUnderTest());

    public sealed class Expiry() : ExpiryPromises(new SqliteUnderTest());

    public sealed class Step() : StepPromises(new SqliteUnderTest());

    public sealed class Fencing() : FencingPromises(new SqliteUnderTest());

    public sealed class Announcement() : AnnouncementPromises(new SqliteUnderTest());

    public sealed class Orphan() : OrphanPromises(new SqliteUnderTest());

    public sealed class Health() : HealthPromises(new SqliteUnderTest());

    public sealed class Sweep() : SweepPromises(new SqliteUnderTest());

    public sealed class Replays() : ReplayPromises(new SqliteUnderTest());

    public sealed class Range() : RangePromises(new SqliteUnderTest());

    public sealed class Retained() : RetentionPromises(new SqliteUnderTest());

    public sealed class Configured() : ConfigurationPromises(new SqliteUnderTest());

    public sealed class Deletion() : DeletionPromises(new SqliteUnderTest());

    public sealed class History() : HistoryPromises(new SqliteUnderTest());

    public sealed class Receipts() : ReceiptPromises(new SqliteUnderTest());

    public sealed class Sessions() : SessionPromises(new SqliteUnderTest());

    public sealed class SessionEnds() : SessionEndPromises(new SqliteUnderTest());

    public sealed class Arrivals() : ArrivalPromises(new SqliteUnderTest());

    public sealed class Listing() : ListingPromises(new SqliteUnderTest());

    public sealed class Unavailable() : UnavailablePromises(new SqliteUnderTest());
}
