using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Tests;

public sealed class LedgerTests : IDisposable
{
    private const uint Run = 5;

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly Ledger _publisher;
    private readonly Ledger _sink;

    public LedgerTests()
    {
        _publisher = Ledger.Create(_path, Run, capacity: 10);
        _sink = Ledger.Open(_path);
        _publisher[3].Intended = 100;
    }

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void What_the_sink_writes_down_the_publisher_sees()
    {
        _sink.Arrive(new(Run, 3), now: 170);

        (_publisher[3].Arrived, _publisher[3].Arrivals, _publisher.Sum.Arrived).ShouldBe((170, 1, 1));
    }

    [Fact]
    public void A_second_arrival_is_a_duplicate_and_leaves_the_time_of_the_first()
    {
        _sink.Arrive(new(Run, 3), now: 170);
        _sink.Arrive(new(Run, 3), now: 190);

        (_sink[3].Arrived, _sink.Sum.Arrived, _sink.Sum.Duplicates).ShouldBe((170, 1, 1));
    }

    [Theory]
    [InlineData(Run, 4)]
    [InlineData(Run, 10)]
    [InlineData(Run - 1, 3)]
    public void What_was_never_sent_in_this_run_is_a_stranger(uint run, int sequence)
    {
        _sink.Arrive(new(run, sequence), now: 170);

        (_sink.Sum.Arrived, _sink.Sum.Strangers).ShouldBe((0, 1));
    }
}
