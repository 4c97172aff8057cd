namespace Posthorn.Sqlite.Opening;

/// <summary>What may be tuned about the embedded store. Durability may not.</summary>
internal sealed record SqliteOptions
{
    /// <summary>How many reads may run side by side. The default is 4.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>Page cache of the writer, in MiB. The default is 64.</summary>
    public int WriterCacheMiB { get; init; } = 64;

    /// <summary>Page cache of each reader, in MiB. The default is 8.</summary>
    public int ReaderCacheMiB { get; init; } = 8;

    /// <summary>After how many pages of 4 KiB in the log a commit also moves them into the database. The default is 4,000; 0 leaves it to the caller.</summary>
    public int CheckpointPages { get; init; } = 4_000;

    /// <summary>Told how many changes each commit held, on the writer's thread.</summary>
    public Action<int> Committed { get; init; } = static _ => { };
}
