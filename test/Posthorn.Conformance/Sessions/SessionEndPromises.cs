using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Sessions;

namespace Posthorn.Conformance.Sessions;

/// <summary>The end of a session and the event that tells of it: both or none.</summary>
public abstract class SessionEndPromises(StoreUnderTest store) : StorePromises(store)
{
    [Fact]
    public async Task An_end_its_documents_and_its_event_are_there_together_also_after_a_crash()
    {
        var made = await Make(ASession());
        var end = AnEnd(made, SessionState.Completed, ADocument("{\"summary\":[]}"));

        var stored = await Append(end);
        await CrashAsync();

        var found = (await Found()).ShouldNotBeNull();
        found.State.ShouldBe(SessionState.Completed);
        found.EventId.ShouldBe(stored.Id);
        (await Document()).ShouldBe("{\"summary\":[]}");
        (await Feed()).ShouldHaveSingleItem().ShouldBe(stored.Id);
        (await Claim()).Deliveries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_end_of_what_has_moved_on_stores_nothing_at_all()
    {
        var made = await Make(ASession());
        var late = AnEnd(made, SessionState.Completed, ADocument("{\"late\":1}"));
        (await Write(made with { Version = 2, State = SessionState.Running })).ShouldBeTrue();

        _ = (await Node.Log.AppendAsync(late)).ShouldBeOfType<Appended.Outdated>();

        (await Found())!.State.ShouldBe(SessionState.Running);
        (await Document()).ShouldBeNull();
        (await Feed()).ShouldBeEmpty();
        (await Claim()).Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_ends_at_once_one_is_stored_with_one_event()
    {
        var made = await Make(ASession());

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Node.Log.AppendAsync(
            AnEnd(made, i % 2 == 0 ? SessionState.Completed : SessionState.Cancelled)).AsTask()));

        var stored = results.OfType<Appended.Stored>().ShouldHaveSingleItem().Event;
        results.OfType<Appended.Outdated>().Count().ShouldBe(99);
        (await Found())!.EventId.ShouldBe(stored.Id);
        (await Feed()).ShouldHaveSingleItem().ShouldBe(stored.Id);
    }

    [Fact]
    public async Task Ends_of_many_sessions_at_once_are_all_stored()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Make(ASession($"ses_{i}"))));

        var results = await Task.WhenAll(made.Select(one => Node.Log.AppendAsync(AnEnd(one)).AsTask()));

        results.ShouldAllBe(static one => one is Appended.Stored);
        (await Feed()).ShouldBe(results.Select(static one => ((Appended.Stored)one).Event.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task An_end_whose_delivery_a_lane_has_made_room_for_is_handed_to_it()
    {
        var made = await Make(ASession());
        var end = AnEnd(made);
        end.Deliveries[0] = end.Deliveries[0] with { Claimed = true };

        var stored = await Append(end);

        stored.Holder.ShouldBe(Node.Leases.Term);
        (await Claim()).Deliveries.ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<EventId>> Feed() =>
        [.. (await Node.History.FeedAsync(Partner.Key, 0, NoLimit, CancellationToken.None)).Select(static one => one.Id)];
}
