using Posthorn.Proof.Killing.Faulting;
using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Tests.Killing.Planning;

public sealed class FaultDiceTests
{
    private const int Long = 400;

    [Fact]
    public void The_same_seed_does_the_same()
    {
        var (first, second) = (new FaultDice(Plan(StorageKind.Postgres, nodes: 3)), new FaultDice(Plan(StorageKind.Postgres, nodes: 3)));

        Draw(first).ShouldBe(Draw(second));
    }

    [Fact]
    public void With_many_nodes_every_fault_comes()
    {
        Draw(new(Plan(StorageKind.Postgres, nodes: 3))).Distinct().Count().ShouldBe(Enum.GetValues<FaultKind>().Length);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    internal void A_single_node_is_never_left_to_others(StorageKind storage)
    {
        var kinds = Draw(new(Plan(storage, nodes: 1))).ToList();

        kinds.ShouldNotContain(FaultKind.NodeLeftDead);
        kinds.ShouldNotContain(FaultKind.NodeOutlived);
        kinds.Contains(FaultKind.PostgresKilled).ShouldBe(storage == StorageKind.Postgres);
    }

    private static IEnumerable<FaultKind> Draw(FaultDice dice) => Enumerable.Range(0, Long).Select(_ => dice.Next());

    private static KillingPlan Plan(StorageKind storage, int nodes) => new(storage, nodes, TimeSpan.Zero, Kills: 1, Events: 0, Rate: 1, Seed: 3, Directory: null, Keep: false);
}
