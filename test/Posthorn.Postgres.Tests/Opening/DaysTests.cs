using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Posthorn.Delivery.Ids;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Tests.Databases;

namespace Posthorn.Postgres.Tests.Opening;

[Collection(SharedPostgres.Name)]
public sealed class DaysTests(SharedPostgres postgres)
{
    private static readonly DateTimeOffset Later = new(2031, 3, 9, 23, 59, 59, TimeSpan.Zero);

    [Fact]
    public async Task The_days_from_yesterday_to_a_week_ahead_are_made()
    {
        await using var storage = await OpenAsync();
        var before = await storage.Days.ListAsync();

        await storage.Days.EnsureAsync(Later);

        var days = (await storage.Days.ListAsync()).Except(before).GroupBy(one => one.Table, one => one.Day.ToString());
        days.Select(table => table.Key).ShouldBe(Day.Tables, ignoreOrder: true);
        foreach (var table in days)
        {
            table.Order().ShouldBe(Enumerable.Range(8, 9).Select(day => $"2031-03-{day:00}"));
        }
    }

    [Fact]
    public async Task An_id_lies_in_the_partition_of_its_moment()
    {
        await using var storage = await OpenAsync();
        await storage.Days.EnsureAsync(Later);
        foreach (var moment in new[] { Later, Later.AddSeconds(1).AddTicks(-1), Later.AddSeconds(1) })
        {
            await InsertAttemptAsync(storage.Source, moment);
        }

        (await Sql.ScalarAsync<long>(storage.Source, "select count(*) from attempts_2031_03_09")).ShouldBe(2);
        (await Sql.ScalarAsync<long>(storage.Source, "select count(*) from attempts_2031_03_10")).ShouldBe(1);
    }

    [Fact]
    public async Task Nodes_that_make_days_together_make_each_once()
    {
        await using var storage = await OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => storage.Days.EnsureAsync(Later)));

        (await storage.Days.ListAsync()).Count(one => one.Day >= new Day(new(2031, 1, 1))).ShouldBe(9 * 3);
    }

    [Fact]
    public async Task A_day_that_has_rows_in_the_net_is_left_there_and_told_once()
    {
        using var logs = new CollectedLogs();
        await using var storage = await PostgresStorage.OpenAsync(await postgres.CreateDatabaseAsync(), new(), TimeProvider.System, logs);
        await InsertAttemptAsync(storage.Source, Later);

        await storage.Days.EnsureAsync(Later);
        await storage.Days.EnsureAsync(Later);

        logs.Lines.Where(line => line.Id == EventIds.DayOverlapsTheNet).ShouldHaveSingleItem().Text.ShouldContain("2031-03-09");
        (await storage.Days.ListAsync()).Count(one => one.Day >= new Day(new(2031, 1, 1))).ShouldBe((9 * 3) - 1);
        (await Sql.ScalarAsync<long>(storage.Source, "select count(*) from attempts_other")).ShouldBe(1);
        await InsertAttemptAsync(storage.Source, Later);
    }

    [Fact]
    public async Task A_long_reader_makes_nobody_wait_behind_the_making_of_a_day()
    {
        using var logs = new CollectedLogs();
        await using var storage = await PostgresStorage.OpenAsync(await postgres.CreateDatabaseAsync(), new() { DaysAhead = 1 }, TimeProvider.System, logs);
        await using var reader = await storage.Source.OpenConnectionAsync();
        await using var reading = await reader.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("select count(*) from events", reader, reading);
        await command.ExecuteScalarAsync();

        await storage.Days.EnsureAsync(Later);
        logs.Lines.Count(line => line.Id == EventIds.DayNotMade).ShouldBe(3);

        await reading.CommitAsync();
        await storage.Days.EnsureAsync(Later);
        (await storage.Days.ListAsync()).Count(one => one.Day >= new Day(new(2031, 1, 1))).ShouldBe(3 * 3);
    }

    [Theory]
    [InlineData("events", "events_2026_11_21", true)]
    [InlineData("events", "events_other", false)]
    [InlineData("events", "attempts_2026_11_21", false)]
    [InlineData("deliveries_ended", "deliveries_ended_2026_11_21", true)]
    [InlineData("deliveries_ended", "deliveries_ended_2026_13_21", false)]
    [InlineData("events", "ev", false)]
    public void A_day_is_read_from_the_name_of_its_partition(string table, string partition, bool isDay)
    {
        Day.TryParse(table, partition, out var day).ShouldBe(isDay);
        if (isDay)
        {
            day.ShouldBe(new Day(new(2026, 11, 21)));
            day.PartitionOf(table).ShouldBe(partition);
        }
    }

    [Fact]
    public void The_first_id_of_a_day_is_below_all_of_its_ids_and_above_those_before()
    {
        var day = new Day(new(2031, 3, 9));

        UuidVersion7.New(day.Start).ShouldBeGreaterThan(day.FirstId);
        UuidVersion7.New(day.Start.AddMilliseconds(-1)).ShouldBeLessThan(day.FirstId);
        Day.Of(day.Start.AddTicks(-1)).Next.ShouldBe(day);
    }

    private static async Task InsertAttemptAsync(NpgsqlDataSource source, DateTimeOffset moment)
    {
        await using var command = source.CreateCommand("insert into attempts values ($1, 1, 1, $1, now(), 1, 'ok', null, false, null)");
        command.Parameters.Add(new() { Value = UuidVersion7.New(moment) });
        _ = await command.ExecuteNonQueryAsync();
    }

    private async Task<PostgresStorage> OpenAsync() =>
        await PostgresStorage.OpenAsync(await postgres.CreateDatabaseAsync(), new(), TimeProvider.System, NullLoggerFactory.Instance);
}
