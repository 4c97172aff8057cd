using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Sending;
using Posthorn.Receiver.Expecting;
using Posthorn.Receiver.Tests.Running;

namespace Posthorn.Receiver.Tests.Expecting;

public sealed class ReconcilerTests : IAsyncLifetime
{
    private const string Status = "/api/v1/ambient/session/s_1/status";

    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Theory]
    [InlineData("completed", "session.completed")]
    [InlineData("failed", "session.failed")]
    [InlineData("aborted", "session.cancelled")]
    [InlineData("timeout", "session.timed_out")]
    [InlineData("SKIPPED", "session.unknown")]
    public async Task F_R13_A_session_that_ended_and_was_not_notified_becomes_the_event_of_its_end(string status, string type)
    {
        _desk.Vendor.Lay(Status, $$"""{"status":"{{status}}"}""");
        await _desk.Ledger.ExpectAsync("suki", "s_1", _desk.InAnHour);

        (await _desk.ReconcileAsync("suki")).ShouldBe(new AttemptOutcome.Handled(Ignored: false));

        (await _desk.ArrivalsAsync("suki", "s_1")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            one => one.Type.ShouldBe(type), one => one.Evidence.ShouldBe(ReceiptEvidence.Pulled));
    }

    [Theory]
    [InlineData("success")]
    [InlineData("failure")]
    [InlineData("cancelled")]
    public async Task F_R13_What_came_before_it_was_due_is_not_asked_for(string status)
    {
        (await _desk.Receiver.Suki.StatusAsync(Sender.Session("s_1", status))).ShouldBe(200);
        await _desk.Ledger.ExpectAsync("suki", "s_1", _desk.InAnHour);

        (await _desk.ReconcileAsync("suki")).ShouldBe(new AttemptOutcome.Handled(Ignored: false));

        _desk.Vendor.Received.ShouldBeEmpty();
        (await _desk.ArrivalsAsync("suki", "s_1")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_notification_of_an_unknown_status_does_not_end_the_waiting()
    {
        (await _desk.Receiver.Suki.StatusAsync(Sender.Session("s_1", "something_new"))).ShouldBe(200);
        _desk.Vendor.Lay(Status, """{"status":"completed"}""");
        await _desk.Ledger.ExpectAsync("suki", "s_1", _desk.InAnHour);

        _ = await _desk.ReconcileAsync("suki");

        (await _desk.ArrivalsAsync("suki", "s_1")).Select(static one => one.Type).ShouldBe(["session.unknown", "session.completed"]);
    }

    [Theory]
    [InlineData("created")]
    [InlineData("ready")]
    [InlineData("running")]
    [InlineData("something new")]
    public async Task A_session_that_is_not_over_is_asked_for_again(string status)
    {
        _desk.Vendor.Lay(Status, $$"""{"status":"{{status}}"}""");
        await _desk.Ledger.ExpectAsync("suki", "s_1", _desk.InAnHour);

        (await _desk.ReconcileAsync("suki")).ShouldBe(new AttemptOutcome.Waiting("still_running"));
        (await _desk.ArrivalsAsync("suki", "s_1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_the_vendor_does_not_know_is_given_up_after_a_while()
    {
        await _desk.Ledger.ExpectAsync("suki", "s_1", _desk.InAnHour);

        (await _desk.ReconcileAsync("suki", attempt: 5)).ShouldBe(new AttemptOutcome.Waiting("session_unknown"));
        (await _desk.ReconcileAsync("suki", attempt: 6)).ShouldBe(new AttemptOutcome.HandlerGaveUp("session_unknown"));
    }

    [Fact]
    public async Task A_vendor_that_is_away_is_asked_again_when_it_says()
    {
        _desk.Vendor.Fail(Status, 503);
        _desk.Vendor.Change = static context => context.Response.Headers.RetryAfter = "90";
        await _desk.Ledger.ExpectAsync("suki", "s_1", _desk.InAnHour);

        (await _desk.ReconcileAsync("suki")).ShouldBe(new AttemptOutcome.HandlerFailed("answered_503", TimeSpan.FromSeconds(90)));
        (await _desk.ArrivalsAsync("suki", "s_1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_due_yet_is_put_off_to_its_moment_and_nobody_is_asked()
    {
        var by = _desk.InAnHour;
        await _desk.Ledger.ExpectAsync("suki", "s_1", by);

        var outcome = await _desk.ReconcileAsync("suki", after: TimeSpan.FromMinutes(30));

        outcome.ShouldBe(new AttemptOutcome.Waiting("not_due", DateTimeOffset.FromUnixTimeMilliseconds(by.ToUnixTimeMilliseconds())));
        _desk.Vendor.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_forgotten_is_not_asked_for()
    {
        await _desk.Ledger.ExpectAsync("suki", "s_1", _desk.InAnHour);
        var due = await _desk.DueAsync("suki");
        await _desk.Ledger.ForgetAsync("suki", "s_1");

        (await _desk.ReconcileAsync(due)).ShouldBe(new AttemptOutcome.Handled(Ignored: true));
        _desk.Vendor.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_pulled_twice_is_one_event()
    {
        _desk.Vendor.Lay(Status, """{"status":"completed"}""");
        await _desk.Ledger.ExpectAsync("suki", "s_1", _desk.InAnHour);
        var due = await _desk.DueAsync("suki");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _desk.ReconcileAsync(due)));

        outcomes.ShouldAllBe(static outcome => outcome is AttemptOutcome.Handled);
        (await _desk.ArrivalsAsync("suki", "s_1")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sullys_notes_transcriptions_and_codings_are_pulled_by_their_kind()
    {
        _desk.Vendor.Lay("/v1/notes/x_1", """{"status":"ok","data":{"id":"x_1","status":"STATUS_DONE","payload":{"markdown":"m"},"timestamp":{"start":1,"complete":1706123459123}}}""");
        _desk.Vendor.Lay("/v1/audio/transcriptions/x_1", """{"status":"ok","data":{"id":"x_1","payload":{"transcription":"t"}}}""");
        _desk.Vendor.Lay("/v1/codings/x_1", """{"data":{"id":"x_1","status":"failed","error":"e"}}""");
        foreach (var subject in (string[])[Subjects.OfNote("x_1"), Subjects.OfTranscription("x_1"), Subjects.OfCoding("x_1")])
        {
            await _desk.Ledger.ExpectAsync("sully", subject, _desk.InAnHour);
            (await _desk.ReconcileAsync("sully")).ShouldBe(new AttemptOutcome.Handled(Ignored: false));
        }

        (await _desk.ArrivalsAsync("sully", "x_1")).Select(static one => one.Type)
            .ShouldBe(["note_generation.succeeded", "audio_transcription.succeeded", "coding.failed"]);
    }
}
