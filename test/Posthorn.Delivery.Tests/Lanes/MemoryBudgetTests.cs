using Posthorn.Delivery.Lanes;

namespace Posthorn.Delivery.Tests.Lanes;

public sealed class MemoryBudgetTests
{
    [Fact]
    public void What_is_taken_in_parallel_and_given_back_is_all_there_again()
    {
        var memory = new MemoryBudget(1_000);
        Parallel.For(0, 100_000, i =>
        {
            var taken = i % 2 == 0 ? memory.TakeUpTo(300) : memory.TryTake(300) ? 300 : 0;
            taken.ShouldBeInRange(0, 300);
            memory.Give(taken);
        });

        memory.TryTake(1_000).ShouldBeTrue();
        memory.IsUsedUp.ShouldBeTrue();
        memory.TakeUpTo(1).ShouldBe(0);
        memory.TryTake(1).ShouldBeFalse();
    }

    [Fact]
    public void Who_takes_what_is_not_there_leaves_the_others_nothing_until_it_is_given_back()
    {
        var memory = new MemoryBudget(100);
        memory.Take(150);
        memory.Give(49);
        memory.IsUsedUp.ShouldBeTrue();
        memory.Give(2);

        memory.TakeUpTo(10).ShouldBe(1);
    }
}
