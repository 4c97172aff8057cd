using Posthorn.Postgres.Leases;

namespace Posthorn.Postgres.Tests.Leases;

public sealed class NodeTermTests
{
    private static readonly TimeSpan StopAfter = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Almost = StopAfter - TimeSpan.FromMilliseconds(1);

    private readonly TwoClocks _clocks = new();

    [Fact]
    public void A_term_holds_for_its_time_and_no_longer()
    {
        using var term = Proven();

        _clocks.Steady = Almost;
        term.Current.ShouldBe(7);

        _clocks.Steady = StopAfter;
        term.Current.ShouldBe(0);
        term.Registered.ShouldBe(7);
    }

    [Fact]
    public void A_machine_that_slept_while_its_steady_clock_stood_still_holds_nothing()
    {
        using var term = Proven();

        _clocks.Wall += StopAfter;

        term.Current.ShouldBe(0);
    }

    [Fact]
    public void A_wall_clock_that_is_set_back_lengthens_nothing()
    {
        using var term = Proven();

        _clocks.Wall -= TimeSpan.FromHours(1);
        _clocks.Steady = Almost;
        term.Current.ShouldBe(7);

        _clocks.Steady = StopAfter;
        term.Current.ShouldBe(0);
    }

    [Fact]
    public void A_proof_counts_from_when_it_was_begun()
    {
        using var term = new NodeTerm(_clocks, StopAfter);
        var (sent, wall) = (_clocks.GetTimestamp(), _clocks.GetUtcNow());
        _clocks.Steady = TimeSpan.FromSeconds(15);

        term.Prove(new(7, sent, wall));

        _clocks.Steady = StopAfter;
        term.Current.ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_listens_is_told_of_each_other_term_and_of_none_twice()
    {
        using var term = new NodeTerm(_clocks, StopAfter);
        using var told = new SemaphoreSlim(0);
        term.Changed += () => told.Release();

        foreach (var next in new long[] { 7, 7, 8 })
        {
            term.Prove(new(next, _clocks.GetTimestamp(), _clocks.GetUtcNow()));
        }

        await told.WaitAsync();
        await told.WaitAsync();
        term.End();
        await told.WaitAsync();
        term.Current.ShouldBe(0);
        told.CurrentCount.ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_listens_is_told_when_the_time_is_over()
    {
        using var term = new NodeTerm(TimeProvider.System, TimeSpan.FromMilliseconds(50));
        using var told = new SemaphoreSlim(0);
        term.Changed += () => told.Release();

        term.Prove(new(7, TimeProvider.System.GetTimestamp(), TimeProvider.System.GetUtcNow()));

        await told.WaitAsync();
        await told.WaitAsync();
        term.Current.ShouldBe(0);
    }

    [Fact]
    public async Task A_timer_that_fires_before_the_time_is_over_does_not_keep_the_end_from_whoever_listens()
    {
        // Timers are the system's here, and this clock stands still.
        var stopAfter = TimeSpan.FromMilliseconds(5);
        using var term = new NodeTerm(_clocks, stopAfter);
        using var told = new SemaphoreSlim(0);
        using var read = new SemaphoreSlim(0);
        term.Changed += () => told.Release();
        term.Prove(new(7, _clocks.GetTimestamp(), _clocks.GetUtcNow()));
        await told.WaitAsync();

        _clocks.Read += () => read.Release();
        (await read.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue("the timer looked");
        _clocks.Steady = stopAfter;

        (await told.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        term.Current.ShouldBe(0);
    }

    private NodeTerm Proven()
    {
        var term = new NodeTerm(_clocks, StopAfter);
        term.Prove(new(7, _clocks.GetTimestamp(), _clocks.GetUtcNow()));
        return term;
    }
}
