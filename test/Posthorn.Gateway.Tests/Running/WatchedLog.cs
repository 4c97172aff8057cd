using System.Text;

namespace Posthorn.Gateway.Tests.Running;

/// <summary>Keeps log lines, and signals the one that is waited for.</summary>
internal sealed class WatchedLog : MemoryStream
{
    private readonly Lock _gate = new();
    private readonly List<(string Text, int Times, TaskCompletionSource Seen)> _waits = [];
    private readonly StringBuilder _text = new();

    public string Text
    {
        get
        {
            lock (_gate)
            {
                return _text.ToString();
            }
        }
    }

    /// <summary>Until attempts have ended so, that many.</summary>
    public Task UntilAttemptAsync(string outcome, string next, int times = 1) => UntilAsync($"\"outcome\":\"{outcome}\",\"next\":\"{next}\"", times);

    /// <summary>Until a text has been logged that many times.</summary>
    public async Task UntilAsync(string text, int times = 1)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waits.Add((text, times, seen));
            Look();
        }

        try
        {
            await seen.Task.WaitAsync(Patience.Long);
        }
        catch (TimeoutException timeout)
        {
            throw new TimeoutException($"'{text}' was not logged {times} times. There is: {Text}", timeout);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_gate)
        {
            _text.Append(Encoding.UTF8.GetString(buffer));
            Look();
        }
    }

    private void Look()
    {
        var text = _text.ToString();
        foreach (var wait in _waits.Where(wait => text.Split(wait.Text).Length > wait.Times))
        {
            _ = wait.Seen.TrySetResult();
        }
    }
}
