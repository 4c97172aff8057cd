using Posthorn.Conformance.Appending;

namespace Posthorn.Sqlite.Tests;

/// <summary>What every store promises, asked of the embedded one.</summary>
public static class PromisesOfSqlite
{
    public sealed class Append() : AppendPromises(new SqliteUnderTest());

    public sealed class Batch() : BatchPromises(new SqliteUnderTest());

    public sealed class Idempotency() : IdempotencyPromises(new SqliteUnderTest());

    public sealed class Feed() : FeedPromises(new SqliteUnderTest());
}
