using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Tests.Handling;
using Posthorn.Receiver.Tests.Running;

namespace Posthorn.Receiver.Tests.Doors;

/// <summary>How long a repetition is recognised: 40 days, unless set.</summary>
public sealed class HorizonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-horizon-").FullName;
    private readonly ShiftedClock _clock = new();
    private readonly Recorder _seen = new();

    [Fact]
    public async Task F_R7_F_R8_A_repetition_is_recognised_for_as_long_as_anybody_sends_one_also_while_the_old_is_being_purged()
    {
        await AfterAsync(TimeSpan.Zero, async receiver =>
        {
            (await receiver.Suki.StatusAsync(Sender.Session("s_1"), _clock.GetUtcNow())).ShouldBe(200);
            _ = await _seen.NextAsync();
        });

        // The purge is the first thing that each start does.
        foreach (var days in new[] { 3, 29, 39 })
        {
            await AfterAsync(TimeSpan.FromDays(days), async receiver =>
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => receiver.Suki.StatusAsync(Sender.Session("s_1"), _clock.GetUtcNow())));
                answers.ShouldAllBe(static status => status == 200);
                (await receiver.Suki.StatusAsync(Sender.Session($"s_after_{days}"), _clock.GetUtcNow())).ShouldBe(200);
                (await _seen.NextAsync()).Notification.Subject.ShouldBe($"s_after_{days}");
            });
        }

        _seen.Subjects.Count(static subject => subject == "s_1").ShouldBe(1);
    }

    [Fact]
    public async Task After_its_time_a_notification_is_forgotten_and_the_same_would_be_news()
    {
        await AfterAsync(TimeSpan.Zero, async receiver =>
        {
            (await receiver.Suki.StatusAsync(Sender.Session("s_1"), _clock.GetUtcNow())).ShouldBe(200);
            _ = await _seen.NextAsync();
        });

        await AfterAsync(TimeSpan.FromDays(41), receiver => HandlerTests.Until(async () =>
        {
            (await receiver.Suki.StatusAsync(Sender.Session("s_1"), _clock.GetUtcNow())).ShouldBe(200);
            return _seen.Subjects.Count > 1;
        }));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task AfterAsync(TimeSpan shift, Func<RunningReceiver, Task> then)
    {
        _clock.Shift = shift;
        await using var receiver = await RunningReceiver.StartAsync(one => one.Handle<SessionCompleted>("all", _seen.DoneAsync), folder: _folder, clock: _clock);
        await then(receiver);
    }
}
