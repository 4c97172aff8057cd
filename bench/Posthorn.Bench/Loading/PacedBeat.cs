using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Posthorn.Bench.Loading;

/// <summary>Events leave on the beat, at a fixed rate, whether or not earlier ones have been answered.</summary>
/// <remarks>
/// An event that finds every connection taken keeps the moment at which it was meant to leave, so that a server that stalls is
/// charged for all who would have waited (no coordinated omission).
/// </remarks>
internal sealed partial class PacedBeat : IBeat
{
    private readonly Channel<long> _moments = Channel.CreateUnbounded<long>(
        new UnboundedChannelOptions { SingleWriter = true, AllowSynchronousContinuations = true });

    private readonly int _rate;
    private readonly TimeProvider _clock;

    public PacedBeat(int rate, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        _rate = rate;
        _clock = clock;
    }

    /// <summary>Starts the thread that beats until it is told to stop.</summary>
    public void Start(CancellationToken stop)
        => new Thread(() => Beat(stop)) { IsBackground = true, Name = "beat" }.Start();

    public async ValueTask<long?> NextAsync(CancellationToken cancellationToken)
    {
        while (await _moments.Reader.WaitToReadAsync(CancellationToken.None))
        {
            if (_moments.Reader.TryRead(out var moment))
            {
                return moment;
            }
        }

        return null;
    }

    private void Beat(CancellationToken stop)
    {
        var start = _clock.GetTimestamp();
        for (var count = 0L; !stop.IsCancellationRequested; count++)
        {
            var moment = start + (long)(count * (double)_clock.TimestampFrequency / _rate);
            var wait = moment - _clock.GetTimestamp();
            if (wait > 0)
            {
                Wait(wait * 1_000_000_000 / _clock.TimestampFrequency);
            }

            // The connection that waits sends on this very thread: no hand-over stands between the beat and the wire.
            _ = _moments.Writer.TryWrite(moment);
        }

        _moments.Writer.Complete();
    }

    // The timers of the runtime tick in milliseconds; a thousand events a second would leave in lumps.
    private static void Wait(long nanoseconds)
    {
        var time = new TimeSpec { Seconds = nanoseconds / 1_000_000_000, Nanoseconds = nanoseconds % 1_000_000_000 };
        _ = NanoSleep(ref time, 0);
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NanoSleep(ref TimeSpec time, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
