using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Killing.Faulting;

/// <summary>Which fault comes next, and after what pause: from the seed. Quick kills mostly; the long faults come in turn, so that a short run has one of each.</summary>
internal sealed class FaultDice(KillingPlan plan)
{
    // Of about a hundred faults: those that take a minute.
    private const int Round = 110;
    private const int LeftDeadAt = 8;
    private const int OutlivedAt = 40;

    private static readonly (FaultKind Kind, int Weight)[] OnPostgres =
    [
        (FaultKind.NodeKilled, 74), (FaultKind.PostgresKilled, 10), (FaultKind.NodeAndPostgresKilled, 3), (FaultKind.AllKilled, 2),
        (FaultKind.NodeTerminated, 5), (FaultKind.NodePaused, 6),
    ];

    private static readonly (FaultKind Kind, int Weight)[] OnSqlite =
        [(FaultKind.NodeKilled, 88), (FaultKind.NodeTerminated, 6), (FaultKind.NodePaused, 6)];

    private readonly Random _random = new(plan.Seed);
    private readonly (FaultKind Kind, int Weight)[] _weights = plan.Storage == StorageKind.Postgres ? OnPostgres : OnSqlite;
    private int _count;

    public FaultKind Next()
    {
        var place = _count++ % Round;
        if (plan is { Storage: StorageKind.Postgres, Nodes: > 1 } && place is LeftDeadAt or OutlivedAt)
        {
            return place == LeftDeadAt ? FaultKind.NodeLeftDead : FaultKind.NodeOutlived;
        }

        var throwAt = _random.Next(_weights.Sum(static one => one.Weight));
        return _weights.First(one => (throwAt -= one.Weight) < 0).Kind;
    }

    /// <summary>Between two faults.</summary>
    public TimeSpan Pause() => TimeSpan.FromMilliseconds(100 + _random.Next(1_000));

    /// <summary>One of several.</summary>
    public int Pick(int count) => _random.Next(count);

    public bool Chance(double share) => _random.NextDouble() < share;

    public TimeSpan Between(double least, double most) => TimeSpan.FromSeconds(least + (_random.NextDouble() * (most - least)));
}
