namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

public sealed class WaitsTests
{
    [Fact]
    public void No_test_sleeps_or_polls() => Waits.Check(Repository.CSharp).ShouldBeNone();

    [Theory]
    [InlineData("Thread.Sleep(10)")]
    [InlineData("System.Threading.Thread.Sleep(10)")]
    [InlineData("await Task.Delay(10)")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, token)")]
    [InlineData("await Task.Yield()")]
    [InlineData("SpinWait.SpinUntil(() => done)")]
    [InlineData("new PeriodicTimer(time)")]
    [InlineData("Should.CompleteIn(action, time)")]
    public void A_wait_for_time_is_found(string code)
    {
        Waits.Check([new("test/A/A.cs", $"class A {{ async Task B() {{ {code}; }} }}")]).ShouldBeAt(1);
        Waits.Check([new("src/A/A.cs", $"class A {{ async Task B() {{ {code}; }} }}")]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token)")]
    [InlineData("await signal.WaitAsync(token)")]
    public void A_wait_for_a_signal_is_not(string code)
        => Waits.Check([new("test/A/A.cs", $"class A {{ async Task B() {{ {code}; }} }}")]).ShouldBeEmpty();
}
