using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver.Tests.Running;
using Posthorn.Testing;

namespace Posthorn.Receiver.Tests.Doors;

public sealed class DedupeTests
{
    [Fact]
    public async Task F_R4_A_duplicate_while_the_first_is_being_handled_is_accepted_and_not_handled_beside_it()
    {
        var (gate, seen) = (new Gate(), new Recorder());
        await using var receiver = await RunningReceiver.StartAsync(one => one.Handle<SessionCompleted>("slow", async (notification, context) =>
        {
            seen.Add(notification, context);
            await gate.PassAsync(CancellationToken.None);
            return HandlerResult.Done;
        }));

        (await receiver.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
        await gate.Reached;
        (await receiver.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
        (await receiver.Suki.StatusAsync(Sender.Session("s_2"))).ShouldBe(200);
        gate.Open();

        _ = await seen.NextAsync();
        (await seen.NextAsync()).Notification.Subject.ShouldBe("s_2");
        seen.Subjects.Count.ShouldBe(2);
    }

    [Fact]
    public async Task F_R6_Another_body_under_a_used_id_is_refused_and_reported_and_the_first_stays()
    {
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(one => one.Handle<StandardNotification>("all", seen.DoneAsync, static options => options.MaxConcurrency = 1));

        (await receiver.Standard.StatusAsync("""{"type":"a","data":{"v":1}}""", id: "msg_1")).ShouldBe(200);
        (await receiver.Standard.StatusAsync("""{"type":"a","data":{"v":2}}""", id: "msg_1")).ShouldBe(422);
        (await receiver.Standard.StatusAsync("""{"type":"b","data":{}}""", id: "msg_2")).ShouldBe(200);

        (await seen.NextAsync()).Notification.Root.GetProperty("data").GetProperty("v").GetInt32().ShouldBe(1);
        (await seen.NextAsync()).Notification.EventType.ShouldBe("b");
        receiver.Logs.Of(EventIds.ContentConflict).Count.ShouldBe(1);
        receiver.Counted("posthorn_notifications_conflict_total").ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task F_R15_Two_sources_that_use_the_same_id_are_both_heard()
    {
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(
            one => one
                .AddSource("hospital", static source => source.Secrets.Add(new() { Value = Sender.Standard }))
                .Handle<StandardNotification>("all", seen.DoneAsync),
            before: static app => app.MapStandardWebhooks("/hospital", "hospital"));
        var hospital = new Sender(receiver.Http, Profile.Standard, "/hospital", Sender.Standard);

        (await receiver.Standard.StatusAsync("""{"type":"a","data":{"v":1}}""")).ShouldBe(200);
        (await hospital.StatusAsync("""{"type":"a","data":{"v":2}}""")).ShouldBe(200);

        var sources = new[] { (await seen.NextAsync()).Context.Source, (await seen.NextAsync()).Context.Source };
        sources.Order(StringComparer.Ordinal).ShouldBe(["hospital", "standard"]);
    }

    [Fact]
    public async Task F_R16_During_a_rotation_the_old_and_the_new_secret_count_and_each_in_its_time_alone()
    {
        const string New = "the-new-secret-of-suki-is-this";
        var now = TimeProvider.System.GetUtcNow();
        var clock = new ShiftedClock();
        await using var receiver = await RunningReceiver.StartAsync(
            one => one.AddSource("suki", source =>
            {
                source.Secrets.Clear();
                source.Secrets.Add(new() { Value = Sender.Suki, ValidUntil = now.AddHours(2) });
                source.Secrets.Add(new() { Value = New, ValidFrom = now.AddHours(1) });
            }),
            clock: clock);
        async Task<(int Old, int New)> Both(double hours)
        {
            clock.Shift = TimeSpan.FromHours(hours);
            return (await receiver.Suki.StatusAsync(Sender.Session("s_1"), clock.GetUtcNow()), await receiver.Suki.With(New).StatusAsync(Sender.Session("s_1"), clock.GetUtcNow()));
        }

        (await Both(0)).ShouldBe((200, 401));
        (await Both(1.5)).ShouldBe((200, 200));
        (await Both(2.5)).ShouldBe((401, 200));
    }

    [Fact]
    public async Task A_subject_that_no_database_would_take_is_received_all_the_same()
    {
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(one => one.Handle<SessionNotification>("all", seen.DoneAsync));

        (await receiver.Suki.StatusAsync("""{"status":"success","session_id":"a\u0000b"}""")).ShouldBe(200);

        (await seen.NextAsync()).Context.Subject.ShouldBe("a\0b");
    }
}
