using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Suki.Streaming;
using Posthorn.Testing;

namespace Posthorn.Emulators.Tests.Suki;

public sealed class StreamWatchTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    private readonly HandFiredClock _clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task Silence_lasts_25_seconds_at_most()
    {
        await using var watch = new StreamWatch(new Tempo(1, _clock));
        _clock.Fire(Silence).ShouldBe(1);

        (await watch.Over).ShouldBe(StreamEnd.Silence);
    }

    [Fact]
    public async Task A_pause_lasts_half_an_hour_at_most()
    {
        await using var watch = new StreamWatch(new Tempo(1, _clock));
        watch.Pause();
        watch.KeptAlive();
        _clock.Fire(Pause).ShouldBe(1);

        (await watch.Over).ShouldBe(StreamEnd.LongPause);
    }

    [Fact]
    public async Task After_a_pause_only_silence_counts()
    {
        await using var watch = new StreamWatch(new Tempo(1, _clock));
        watch.Pause();
        watch.Resume();

        _clock.Fire(Pause).ShouldBe(0);
        watch.Over.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Every_limit_is_scaled()
    {
        await using var watch = new StreamWatch(new Tempo(50, _clock));
        watch.Pause();

        _clock.Fire(Pause / 50).ShouldBe(1);
        _clock.Fire(Silence / 50).ShouldBe(1);
    }
}
