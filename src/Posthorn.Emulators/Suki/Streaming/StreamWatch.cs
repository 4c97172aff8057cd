using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Suki.Streaming;

/// <summary>When a stream has been silent for too long.</summary>
/// <remarks>Not safe for several threads: the stream that it watches is one.</remarks>
internal sealed class StreamWatch : IAsyncDisposable
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    private readonly TaskCompletionSource<StreamEnd> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Tempo _tempo;
    private readonly ITimer _silence;
    private readonly ITimer _pause;
    private bool _isPaused;

    public StreamWatch(Tempo tempo)
    {
        _tempo = tempo;
        _silence = tempo.Clock.CreateTimer(static self => ((StreamWatch)self!)._over.TrySetResult(StreamEnd.Silence), this, tempo.Of(LongestSilence), Timeout.InfiniteTimeSpan);
        _pause = tempo.Clock.CreateTimer(
            static self => ((StreamWatch)self!)._over.TrySetResult(StreamEnd.LongPause), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Completes with the reason to disconnect.</summary>
    public Task<StreamEnd> Over => _over.Task;

    public void Heard() => _silence.Change(_tempo.Of(LongestSilence), Timeout.InfiniteTimeSpan);

    /// <summary>In a pause it stands for the audio; otherwise audio is wanted.</summary>
    public void KeptAlive()
    {
        if (_isPaused)
        {
            Heard();
        }
    }

    public void Pause()
    {
        if (!_isPaused)
        {
            _isPaused = true;
            _pause.Change(_tempo.Of(LongestPause), Timeout.InfiniteTimeSpan);
            Heard();
        }
    }

    public void Resume()
    {
        _isPaused = false;
        _pause.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Heard();
    }

    public async ValueTask DisposeAsync()
    {
        await _silence.DisposeAsync();
        await _pause.DisposeAsync();
    }
}
