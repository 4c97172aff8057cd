using Posthorn.Api.Deliveries;
using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Tests.Killing.Judging;

public sealed class JudgeTests : IDisposable
{
    private readonly WrittenRun _run = new();

    [Fact]
    public async Task A_run_in_which_all_arrived_holds()
    {
        var verdict = await _run.JudgeAsync();

        verdict.Holds.ShouldBeTrue();
        verdict.Acknowledged.ShouldBe(50);
        verdict.Arrivals.ShouldBe(verdict.Deliveries);
        verdict.Duplicates.ShouldBe(0);
    }

    [Fact]
    public async Task An_arrival_that_is_missing_is_a_loss_whatever_the_server_says_I1()
    {
        _run.Arrived.RemoveAt(_run.PlaceOf(Manner.Steady));

        var verdict = await _run.JudgeAsync();

        verdict.Lost.Count.ShouldBe(1);
        verdict.Holds.ShouldBeFalse();
    }

    [Fact]
    public async Task A_delivery_that_the_server_does_not_know_is_a_loss_I1()
    {
        _run.Server.Forget(Remove(_run.PlaceOf(Manner.Flaps)));

        (await _run.JudgeAsync()).Lost.Named.ShouldHaveSingleItem().ShouldContain("no such delivery");
    }

    [Fact]
    public async Task What_still_waits_at_the_end_is_not_lost_and_not_well()
    {
        _run.Server.Tell(Remove(_run.PlaceOf(Manner.Busy, "sully")), DeliveryStatus.Pending);

        var verdict = await _run.JudgeAsync();

        verdict.Lost.Count.ShouldBe(0);
        verdict.Pending.Count.ShouldBe(1);
        verdict.Holds.ShouldBeFalse();
    }

    [Fact]
    public async Task A_dead_letter_at_the_end_of_its_schedule_is_no_loss()
    {
        var refused = Enumerable.Repeat("answered_503", WrittenRun.Attempts).ToArray();
        _run.Server.Tell(Remove(_run.PlaceOf(Manner.Resets)), DeliveryStatus.Dead, refused);

        var verdict = await _run.JudgeAsync();

        verdict.Holds.ShouldBeTrue();
        verdict.DeadLetters.ShouldHaveSingleItem().Key.ShouldBe("schedule at its end");
    }

    [Fact]
    public async Task A_dead_letter_before_the_end_of_its_schedule_is_found()
    {
        _run.Server.Tell(Remove(_run.PlaceOf(Manner.Resets)), DeliveryStatus.Dead, "answered_503");

        var verdict = await _run.JudgeAsync();

        verdict.Unexplained.Count.ShouldBe(1);
        verdict.Holds.ShouldBeFalse();
    }

    [Fact]
    public async Task A_try_without_an_acknowledgement_promises_nothing()
    {
        _run.Tried.Add(new(WrittenRun.Start, 50));

        (await _run.JudgeAsync()).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task What_arrives_and_was_never_tried_is_invented_I3()
    {
        _run.Arrived.Add(_run.Arrived[0] with { Number = 4_711 });

        var verdict = await _run.JudgeAsync();

        verdict.Invented.Count.ShouldBe(1);
        verdict.Holds.ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_event_of_the_same_key_is_invented_I3()
    {
        var twice = _run.Arrived[_run.PlaceOf(Manner.Steady)];
        var other = _run.Acknowledged.First(receipt => receipt.Number != twice.Number).EventId;
        _run.Arrived.Add(twice with { EventId = other });

        (await _run.JudgeAsync()).Invented.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_copy_for_each_failed_attempt_is_within_the_bound_I4()
    {
        var arrival = _run.Arrived[_run.PlaceOf(Manner.Resets)];
        _run.Arrived.AddRange([arrival, arrival]);
        _run.Server.Tell(_run.DeliveryOf(arrival), DeliveryStatus.Delivered, "outcome_unknown", "reset", "answered_200");

        var verdict = await _run.JudgeAsync();

        verdict.Holds.ShouldBeTrue();
        verdict.Duplicates.ShouldBe(2);
        verdict.Copies[3].ShouldBe(1);
    }

    [Fact]
    public async Task A_copy_that_no_attempt_explains_is_found_I4()
    {
        var arrival = _run.Arrived[_run.PlaceOf(Manner.Resets)];
        _run.Arrived.AddRange([arrival, arrival]);
        _run.Server.Tell(_run.DeliveryOf(arrival), DeliveryStatus.Delivered, "reset", "answered_200");

        var verdict = await _run.JudgeAsync();

        verdict.OverBound.Count.ShouldBe(1);
        verdict.Holds.ShouldBeFalse();
    }

    [Fact]
    public async Task Delivered_without_an_attempt_that_succeeded_is_found_I2()
    {
        var arrival = _run.Arrived[_run.PlaceOf(Manner.Resets)];
        _run.Arrived.Add(arrival);
        _run.Server.Tell(_run.DeliveryOf(arrival), DeliveryStatus.Delivered, "reset", "reset");

        (await _run.JudgeAsync()).Contradicted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_differs_between_copies_is_found()
    {
        var arrival = _run.Arrived[_run.PlaceOf(Manner.Resets)];
        _run.Arrived.Add(arrival with { Hash = 4_711 });
        _run.Server.Tell(_run.DeliveryOf(arrival), DeliveryStatus.Delivered, "reset", "answered_200");

        var verdict = await _run.JudgeAsync();

        verdict.Altered.Count.ShouldBe(1);
        verdict.Holds.ShouldBeFalse();
    }

    [Fact]
    public async Task Data_that_is_not_what_was_published_and_a_wrong_signature_are_found()
    {
        _run.Arrived[0] = _run.Arrived[0] with { Intact = false };
        _run.Arrived[1] = _run.Arrived[1] with { Signed = false };

        var verdict = await _run.JudgeAsync();

        verdict.Altered.Count.ShouldBe(1);
        verdict.Unsigned.Count.ShouldBe(1);
        verdict.Holds.ShouldBeFalse();
    }

    [Fact]
    public async Task A_receipt_that_leaves_an_endpoint_out_is_found()
    {
        var receipt = _run.Acknowledged[0];
        _run.Acknowledged[0] = receipt with { Deliveries = [.. receipt.Deliveries.Skip(1)] };

        var verdict = await _run.JudgeAsync();

        verdict.Misreceipted.Count.ShouldBe(1);
        verdict.Holds.ShouldBeFalse();
    }

    [Fact]
    public async Task A_broken_call_whose_key_the_server_knew_is_counted_as_recovered()
    {
        _run.Acknowledged[0] = _run.Acknowledged[0] with { Unsure = 1, Replayed = true };
        _run.Acknowledged[1] = _run.Acknowledged[1] with { Unsure = 1 };

        (await _run.JudgeAsync()).Recovered.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_without_a_single_event_proves_nothing()
    {
        _run.Tried.Clear();
        _run.Acknowledged.Clear();
        _run.Arrived.Clear();

        (await _run.JudgeAsync()).Holds.ShouldBeFalse();
    }

    public void Dispose() => _run.Dispose();

    private string Remove(int place)
    {
        var delivery = _run.DeliveryOf(_run.Arrived[place]);
        _run.Arrived.RemoveAt(place);
        return delivery;
    }
}
