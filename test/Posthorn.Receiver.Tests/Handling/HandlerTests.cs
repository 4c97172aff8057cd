using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Tests.Running;
using Posthorn.Testing;

namespace Posthorn.Receiver.Tests.Handling;

public sealed class HandlerTests
{
    [Fact]
    public async Task A_handler_for_what_types_have_in_common_gets_all_of_them_and_others_get_their_own()
    {
        var (all, sessions, completed) = (new Recorder(), new Recorder(), new Recorder());
        await using var receiver = await RunningReceiver.StartAsync(one => one
            .Handle<Notification>("all", all.DoneAsync)
            .Handle<SessionNotification>("sessions", sessions.DoneAsync)
            .Handle<SessionCompleted>("completed", completed.DoneAsync));

        (await receiver.Suki.StatusAsync(Sender.Session("s_failed", "failure"))).ShouldBe(200);
        (await receiver.Sully.StatusAsync(Sender.Note("n_1"))).ShouldBe(200);
        (await receiver.Suki.StatusAsync(Sender.Session("s_done"))).ShouldBe(200);

        var everything = new[] { await all.NextAsync(), await all.NextAsync(), await all.NextAsync() };
        everything.Select(static one => one.Notification.Subject).ShouldBe(["s_failed", "n_1", "s_done"], ignoreOrder: true);
        new[] { await sessions.NextAsync(), await sessions.NextAsync() }.Select(static one => one.Notification.Subject).ShouldBe(["s_failed", "s_done"], ignoreOrder: true);
        (await completed.NextAsync()).Notification.Subject.ShouldBe("s_done");
    }

    [Fact]
    public async Task The_context_says_what_is_known()
    {
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(one => one.Handle<SessionCompleted>("completed", seen.DoneAsync));
        var at = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 5000);

        (await receiver.Suki.StatusAsync(Sender.Session("s_1"), at)).ShouldBe(200);

        var (notification, context) = await seen.NextAsync();
        notification.Body.Length.ShouldBe(Sender.Session("s_1").Length);
        context.EventId.ShouldStartWith("evt_");
        context.DeliveryId.ShouldStartWith("dlv_");
        (context.Source, context.Subject, context.Attempt, context.Evidence, context.Standing).ShouldBe(("suki", "s_1", 1, Evidence.Signed, Standing.First));
        context.OccurredAt.ShouldBe(at);
        context.ReceivedAt.ShouldBeGreaterThan(at);
    }

    [Fact]
    public async Task F_R10_A_handler_that_always_throws_ends_as_a_dead_letter_and_others_go_on_and_a_person_can_call_again()
    {
        var (broken, others) = (true, new Recorder());
        await using var receiver = await RunningReceiver.StartAsync(one => one
            .Handle<SessionCompleted>(
                "broken", (_, _) => broken ? throw new InvalidOperationException("for ever") : Task.FromResult(HandlerResult.Done), static options => options.Schedule = "1")
            .Handle<SessionCompleted>("fine", others.DoneAsync));

        (await receiver.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
        _ = await others.NextAsync();
        var dead = await DeadAsync(receiver);

        (dead.Handler, dead.Attempts, dead.Reason).ShouldBe(("broken", 2, "handler_failed"));
        broken = false;
        (await receiver.Received.ReplayAsync(dead.DeliveryId)).ShouldBeTrue();
        await Until(async () => (await receiver.Received.ListDeadAsync("suki")).Count == 0);
    }

    [Fact]
    public async Task F_R11_The_sender_is_answered_before_the_handler_has_even_begun_to_work()
    {
        var (gate, blocking) = (new Gate(), new ManualResetEventSlim());
        await using var receiver = await RunningReceiver.StartAsync(one => one
            .Handle<SessionCompleted>("slow", async (_, _) =>
            {
                await gate.PassAsync(CancellationToken.None);
                return HandlerResult.Done;
            })
            .Handle<SessionCompleted>("blocking", (_, _) =>
            {
                blocking.Wait(TimeSpan.FromSeconds(30));
                return Task.FromResult(HandlerResult.Done);
            }));

        (await receiver.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);

        await gate.Reached;
        gate.Open();
        blocking.Set();
    }

    [Fact]
    public async Task A_handler_may_ask_for_another_call_and_may_give_up()
    {
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(one => one
            .Handle<SessionCompleted>(
                "again",
                (notification, context) =>
                {
                    seen.Add(notification, context);
                    return Task.FromResult(context.Attempt == 1 ? HandlerResult.Retry() : HandlerResult.DeadLetter("no_such_patient"));
                },
                static options => options.Schedule = "1,1,1"));

        (await receiver.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);

        (await seen.NextAsync()).Context.Attempt.ShouldBe(1);
        (await seen.NextAsync()).Context.Attempt.ShouldBe(2);
        (await DeadAsync(receiver)).Reason.ShouldBe("no_such_patient");
    }

    [Fact]
    public async Task A_handler_type_is_made_anew_in_a_scope_of_its_own_for_each_call()
    {
        var scopes = Channel.CreateUnbounded<ScopedHandler>();
        await using var receiver = await RunningReceiver.StartAsync(one =>
        {
            _ = one.Services.AddSingleton(scopes);
            _ = one.AddHandler<ScopedHandler>();
        });

        (await receiver.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
        (await receiver.Suki.StatusAsync(Sender.Session("s_2"))).ShouldBe(200);

        var first = await scopes.Reader.ReadAsync();
        (await scopes.Reader.ReadAsync()).ShouldNotBe(first);
    }

    [Fact]
    public void A_reason_that_is_no_code_is_refused() => Should.Throw<ArgumentException>(static () => HandlerResult.DeadLetter("Mr Miller is unknown"));

    internal static async Task<DeadNotification> DeadAsync(RunningReceiver receiver)
    {
        await Until(async () => (await receiver.Received.ListDeadAsync("suki")).Count == 1);
        return (await receiver.Received.ListDeadAsync("suki")).Single();
    }

    // What is waited for has no signal of its own outside of the process; each look is a read of the store.
    internal static async Task Until(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private sealed class ScopedHandler(Channel<ScopedHandler> disposed) : INotificationHandler<SessionCompleted>, IDisposable
    {
        public Task<HandlerResult> HandleAsync(SessionCompleted notification, NotificationContext context, CancellationToken cancellationToken) =>
            Task.FromResult(HandlerResult.Ignore);

        public void Dispose() => disposed.Writer.TryWrite(this);
    }
}
