using Posthorn.Postgres.Leases;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Testing;

namespace Posthorn.Postgres.Tests.Leases;

[Collection(SharedPostgres.Name)]
public sealed class PostgresClockTests(SharedPostgres postgres)
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _machine = new(Moment);

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task A_machine_whose_clock_is_wrong_tells_the_time_of_the_database(int minutes)
    {
        // F-L8.
        using var logs = new CollectedLogs();
        await using var storage = await PostgresStorage.OpenAsync(
            await postgres.CreateDatabaseAsync(), new(), new ShiftedClock(TimeSpan.FromMinutes(minutes)), logs);

        var asked = await Sql.ScalarAsync<DateTime>(storage.Source, "select clock_timestamp()");
        var told = storage.Clock.GetUtcNow().UtcDateTime;

        (told - asked).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(20));
        (storage.Clock.Distance.TotalMinutes + minutes).ShouldBe(0, tolerance: 0.4);
        logs.Lines.ShouldContain(line => line.Id == EventIds.ClockFarOff);
    }

    [Fact]
    public void An_answer_is_taken_for_the_time_in_the_middle_of_its_way()
    {
        var clock = new PostgresClock(_machine);

        clock.Measure(Moment, roundTrip: TimeSpan.FromSeconds(1), answer: Moment.AddSeconds(7.5));

        clock.Distance.ShouldBe(TimeSpan.FromSeconds(7));
        clock.GetUtcNow().ShouldBe(Moment.AddSeconds(7));
        clock.GetTimestamp().ShouldBe(_machine.GetTimestamp());
    }

    [Fact]
    public void A_worse_answer_that_agrees_changes_nothing_and_one_that_does_not_agree_does()
    {
        var clock = new PostgresClock(_machine);
        clock.Measure(Moment, TimeSpan.FromMilliseconds(2), Moment.AddMilliseconds(101));

        clock.Measure(Moment, TimeSpan.FromMilliseconds(100), Moment.AddMilliseconds(180));
        clock.Distance.ShouldBe(TimeSpan.FromMilliseconds(100));

        clock.Measure(Moment, TimeSpan.FromMilliseconds(100), Moment.AddHours(1));
        clock.Distance.ShouldBe(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(50));
    }
}
