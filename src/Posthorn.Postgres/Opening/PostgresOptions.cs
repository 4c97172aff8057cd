using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Opening;

/// <summary>What may be tuned about the store of many nodes. Durability may not.</summary>
internal sealed record PostgresOptions
{
    /// <summary>What this node is called. One that starts again under its name need not wait until its former life has run out. The default is none.</summary>
    public string? NodeName { get; init; }

    /// <summary>How often this node proves that it is alive. The default is 5 seconds.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long others take a proof for true. The default is 30 seconds.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after its last proof this node still takes itself for alive. The default is 20 seconds.</summary>
    public TimeSpan StopAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many commits may be under way side by side. The default is 4.</summary>
    public int Writers { get; init; } = 4;

    /// <summary>How many connections this node holds at most, beside those of its heartbeat and its hints; a size in the connection string wins. The default is 20.</summary>
    public int Connections { get; init; } = 20;

    /// <summary>How long a statement may take; whole seconds. The default is 30 seconds.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long an opening waits for a database that is away. The default is 60 seconds.</summary>
    public TimeSpan WaitForDatabase { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For how many days ahead partitions are made. The default is 7.</summary>
    public int DaysAhead { get; init; } = 7;

    /// <summary>How long hints are collected before they are sent. The default is 20 milliseconds.</summary>
    public TimeSpan HintEvery { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Told how many changes each commit held, on a writer's thread.</summary>
    public Action<int> Committed { get; init; } = static _ => { };

    /// <exception cref="StartRefusedException">The values do not go together; all mistakes in one message.</exception>
    public void Require()
    {
        var mistakes = OptionMistakes.In(this).ToArray();
        if (mistakes.Length > 0)
        {
            throw new StartRefusedException("store_options_invalid", $"The store cannot be run like this: {string.Join("; ", mistakes)}.");
        }
    }
}
