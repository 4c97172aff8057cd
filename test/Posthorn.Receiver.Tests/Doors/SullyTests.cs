using System.Text;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Tests.Running;

namespace Posthorn.Receiver.Tests.Doors;

public sealed class SullyTests
{
    private const string Header = "x-sully-signature";

    [Fact]
    public async Task SY_R1_Parts_may_come_in_any_order_with_spaces_and_with_others_between()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        (await receiver.Sully.StatusAsync(Sender.Note("n_1"), change: request =>
        {
            var parts = request.Headers.GetValues(Header).Single().Split(',');
            request.Headers.Remove(Header);
            request.Headers.TryAddWithoutValidation(Header, $"{parts[1]} , v0=abc ,  {parts[0]}");
        })).ShouldBe(200);
    }

    [Theory]
    [InlineData(-285, 200)]
    [InlineData(299, 200)]
    [InlineData(-302, 403)]
    [InlineData(302, 403)]
    public async Task SY_R2_B_S7_A_G2_A_time_too_far_away_is_refused_both_ways(int seconds, int status)
    {
        await using var receiver = await RunningReceiver.StartAsync();

        (await receiver.Sully.StatusAsync(Sender.Note("n_1"), TimeProvider.System.GetUtcNow().AddSeconds(seconds))).ShouldBe(status);
    }

    [Fact]
    public async Task SY_R3_Each_refusal_has_the_status_that_the_vendor_shows_and_a_handler_that_fails_has_none()
    {
        await using var receiver = await RunningReceiver.StartAsync(
            static one => one.Handle<ResourceNotification>("fails", static (_, _) => throw new InvalidOperationException("not today")));

        (await receiver.Sully.StatusAsync(Sender.Note("n_1"), change: static request => request.Headers.Remove(Header))).ShouldBe(400);
        (await receiver.Sully.With("another-secret-of-a-stranger").StatusAsync(Sender.Note("n_1"))).ShouldBe(403);
        (await receiver.Sully.StatusAsync("{")).ShouldBe(400);
        using var good = await receiver.Sully.PostAsync(Sender.Note("n_1"));
        (await good.Content.ReadAsStringAsync()).ShouldBe("OK");
    }

    [Theory]
    [InlineData("""{"type":"note.archived","data":{"id":"n_1"}}""")]
    [InlineData("""{"data":{"id":"n_1","mode":"generation"}}""")]
    [InlineData("[]")]
    public async Task SY_R4_A_type_that_nobody_documents_is_accepted_and_reaches_a_handler(string body)
    {
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(one => one.Handle<UnknownNotification>("unknown", seen.DoneAsync));

        (await receiver.Sully.StatusAsync(body)).ShouldBe(200);

        (await seen.NextAsync()).Notification.ShouldBeOfType<UnknownNotification>();
    }

    [Fact]
    public async Task SY_R5_F_R12_The_same_content_again_is_one_notification_and_other_content_about_the_same_note_is_another()
    {
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(one => one.Handle<NoteGenerationSucceeded>("notes", seen.DoneAsync, static options => options.MaxConcurrency = 1));

        (await receiver.Sully.StatusAsync(Sender.Note("n_1", 1000))).ShouldBe(200);
        (await seen.NextAsync()).Context.Standing.ShouldBe(Standing.First);
        (await receiver.Sully.StatusAsync(Sender.Note("n_1", 1000))).ShouldBe(200);
        (await receiver.Sully.StatusAsync(Sender.Note("n_1", 2000, "## Again"))).ShouldBe(200);
        (await seen.NextAsync()).Context.Standing.ShouldBe(Standing.Superseding);
        seen.Subjects.Count.ShouldBe(2);
    }

    [Fact]
    public async Task SY_R6_F_R9_An_older_note_after_a_newer_one_is_marked_stale()
    {
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(one => one.Handle<NoteGenerationSucceeded>("notes", seen.DoneAsync));

        (await receiver.Sully.StatusAsync(Sender.Note("n_1", 2000, "new"))).ShouldBe(200);
        (await seen.NextAsync()).Context.Standing.ShouldBe(Standing.First);
        (await receiver.Sully.StatusAsync(Sender.Note("n_1", 1000, "old"))).ShouldBe(200);

        var (_, context) = await seen.NextAsync();
        context.Standing.ShouldBe(Standing.Stale);
        context.OccurredAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1000));
    }

    [Fact]
    public async Task SY_R7_The_note_may_be_any_object_and_its_status_any_word()
    {
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(one => one.Handle<NoteGenerationSucceeded>("notes", seen.DoneAsync));

        (await receiver.Sully.StatusAsync(
            """{"type":"note_generation.succeeded","data":{"id":"n_1","status":"STATUS_DONE","payload":{"json":{"plan":{"x":[1,null]}}}}}""")).ShouldBe(200);

        (await seen.NextAsync()).Notification.ShouldBeOfType<NoteGenerationSucceeded>().Json.ShouldNotBeNull();
    }

    [Fact]
    public async Task SY_R8_What_independent_code_signed_is_accepted()
    {
        const string Body = """{"type":"coding.failed","data":{"id":"cod_1","status":"failed","error":"Größe"}}""";
        var clock = new ShiftedClock { Shift = DateTimeOffset.FromUnixTimeSeconds(1733782652) - TimeProvider.System.GetUtcNow() };
        await using var receiver = await RunningReceiver.StartAsync(clock: clock);

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/sully", UriKind.Relative)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body)) };
        request.Headers.TryAddWithoutValidation(Header, "t=1733782652,v1=997a5c7090d37a03f77cb77127b7555f63507eeac2884068109c678d57d0d0e5");
        using var answer = await receiver.Http.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(200);
    }
}
