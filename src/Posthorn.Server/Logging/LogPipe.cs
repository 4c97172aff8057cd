namespace Posthorn.Server.Logging;

/// <summary>Carries finished lines to a stream on a thread of its own: who logs waits for a copy, never for the terminal.</summary>
/// <remarks>
/// Safe for any number of threads. When the stream stands still and the buffer is full, lines are dropped and counted: notifications do
/// not wait for whoever reads the log.
/// </remarks>
internal sealed class LogPipe : IDisposable
{
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly Stream _output;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private byte[] _filling = new byte[64 * 1024];
    private byte[] _writing = new byte[64 * 1024];
    private int _filled;
    private bool _waiting;
    private bool _closed;

    public LogPipe(Stream output)
    {
        _output = output;
        _thread = new(Work) { Name = "posthorn-log", IsBackground = true };
        _thread.Start();
    }

    /// <summary>How many lines there was no room for.</summary>
    public long Dropped { get; private set; }

    /// <summary>Adds a line, which ends with a line feed.</summary>
    public void Write(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            if (_closed || _filled + line.Length > MostBytes)
            {
                Dropped++;
                return;
            }

            if (_filled + line.Length > _filling.Length)
            {
                Array.Resize(ref _filling, Math.Min(MostBytes, Math.Max(2 * _filling.Length, _filled + line.Length)));
            }

            line.CopyTo(_filling.AsSpan(_filled));
            _filled += line.Length;
            if (_waiting)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Writes what is left, then ends. The stream stays open: it is the process's.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    private void Work()
    {
        while (Take() is var length and > 0)
        {
            try
            {
                _output.Write(_writing, 0, length);
                _output.Flush();
            }
            catch (IOException)
            {
                // Whoever read the log is gone. That is no reason to stop delivering, and there is nowhere to say it.
            }
        }
    }

    private int Take()
    {
        lock (_gate)
        {
            while (_filled == 0 && !_closed)
            {
                _waiting = true;
                _ = Monitor.Wait(_gate);
                _waiting = false;
            }

            (_filling, _writing) = (_writing, _filling);
            var length = _filled;
            _filled = 0;
            return length;
        }
    }
}
