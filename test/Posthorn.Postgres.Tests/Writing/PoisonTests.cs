using Npgsql;
using Posthorn.Conformance;
using Posthorn.Delivery.Intake;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Postgres.Tests.Promises;

namespace Posthorn.Postgres.Tests.Writing;

/// <summary>F-P9: one change of a batch that cannot be stored fails alone.</summary>
[Collection(SharedPostgres.Name)]
public sealed class PoisonTests(SharedPostgres postgres) : StorePromises(new PostgresUnderTest(postgres))
{
    [Fact]
    public async Task An_event_that_the_database_refuses_does_not_take_its_neighbours_down()
    {
        var items = Enumerable.Range(0, 60).Select(n => AnEvent(claimed: n % 2 == 0, type: n == 41 ? "a\0b" : "session.completed")).ToList();

        var outcomes = await Task.WhenAll(items.Select(item => Task.Run(async () =>
        {
            try
            {
                return await Node.Log.AppendAsync(item);
            }
            catch (Exception exception) when (exception is PostgresException or ArgumentException)
            {
                return null;
            }
        })));

        outcomes.Select(static (outcome, n) => (n, outcome is Appended.Stored)).Where(static one => !one.Item2).Select(static one => one.n).ShouldBe([41]);
        (await Feed()).Count.ShouldBe(59);
        (await Append(AnEvent())).Holder.ShouldBe(Node.Leases.Term);
    }

    [Fact]
    public async Task A_list_is_stored_whole_or_not_at_all()
    {
        _ = await Should.ThrowAsync<PostgresException>(async () => await Node.Log.AppendAsync([AnEvent(), AnEvent(type: "a\0b"), AnEvent()]));

        (await Feed()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_settlement_that_the_database_refuses_does_not_take_its_neighbours_down()
    {
        var held = await AppendHeld(20);

        var settled = await Task.WhenAll(held.Select((one, n) => Task.Run(async () =>
        {
            try
            {
                return (await Settle(one, Down, new Delivery.Scheduling.NextStep.DeadLetter(n == 7 ? "a\0b" : "exhausted"), n % 3 == 0 ? AnEvent(type: n == 9 ? "a\0b" : "news") : null)).Held;
            }
            catch (PostgresException)
            {
                return false;
            }
        })));

        settled.Select(static (one, n) => (n, one)).Where(static one => !one.one).Select(static one => one.n).ShouldBe([9]);
        (await Views()).Count(static view => view.State == Delivery.Recording.DeliveryState.Pending).ShouldBe(7, "the refused one, and those of six announcements");
    }
}
