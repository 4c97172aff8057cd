using Posthorn.Delivery.Scheduling;
using Posthorn.Relay.Forwarding;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Listening;

/// <summary>Connects out, catches up, then tails; forwards one after the other, writes down, acknowledges. Connects again by itself.</summary>
/// <remarks>
/// Forwarded → written to the cursor file → acknowledged, in this order and one at a time. Killed between the first and the second, it
/// forwards that one again when it is started again: one arrival at most.
/// </remarks>
internal sealed class RunningListener(ListenOptions options, CursorFile cursor, ITarget target, IListenWatch watch, Dice dice, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly RelayLine _line = new(options, clock);
    private readonly GrowingWait _toRelay = new(FirstWait, LongestWait, dice);
    private readonly GrowingWait _toTarget = new(FirstWait, LongestWait, dice);
    private readonly CancellationTokenSource _giveUp = new(Timeout.InfiniteTimeSpan, clock);
    private bool _wasConnected;
    private bool _isTold;

    public void Dispose()
    {
        _line.Dispose();
        _giveUp.Dispose();
    }

    /// <summary>Runs until it is told to stop, or there is no use in going on.</summary>
    public async Task<ListenEnd> RunAsync(CancellationToken stop)
    {
        // What the target was sent when it is told to stop may still be answered: else it would be sent again at the next start.
        await using var stopping = stop.Register(() => _giveUp.CancelAfter(Grace));
        try
        {
            for (var tries = 1; ; tries++)
            {
                var (socket, end, problem) = await _line.ConnectAsync(cursor.Place, stop);
                if (socket is not null)
                {
                    using var session = new ListenSession(socket, clock);
                    if (await ListenAsync(session, stop) is { } over)
                    {
                        return over;
                    }

                    problem = "connection_lost";
                }

                if (end is { } useless)
                {
                    return useless;
                }

                if (!_wasConnected && tries >= options.FirstTries)
                {
                    return ListenEnd.NeverReached;
                }

                TellOnce(problem);
                await Task.Delay(_toRelay.Next(), clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ListenEnd.Stopped;
        }
    }

    /// <returns>Null when the connection is over and another one should be made.</returns>
    private async Task<ListenEnd?> ListenAsync(ListenSession session, CancellationToken stop)
    {
        if (await session.GreetAsync(stop) is not { } hello)
        {
            return null;
        }

        Begin(hello);
        session.Hear();
        try
        {
            await foreach (var incoming in session.Incoming.ReadAllAsync(stop))
            {
                stop.ThrowIfCancellationRequested();
                if (!await TakeAsync(incoming, hello.Relay!, stop))
                {
                    return ListenEnd.NotAllowed;
                }

                await session.AcknowledgeAsync(incoming.Sequence, _giveUp.Token);
            }
        }
        finally
        {
            await session.EndAsync();
        }

        return session.IsReplaced ? ListenEnd.Replaced : null;
    }

    private void Begin(StreamNote hello)
    {
        if (cursor.Place is { } place && place.Relay != hello.Relay)
        {
            cursor.Clear();
            watch.OtherStore();
        }

        (_wasConnected, _isTold) = (true, false);
        _toRelay.Reset();
        watch.Connected(Math.Max(0, hello.Last - hello.Sequence));
    }

    /// <returns>False when the target may not be dialled, ever.</returns>
    private async Task<bool> TakeAsync(Incoming incoming, string relay, CancellationToken stop)
    {
        // Said again after a connection was lost between two words: it was forwarded, and is only acknowledged once more.
        if (cursor.Place is { } place && incoming.Sequence <= place.Sequence)
        {
            return true;
        }

        if (incoming.Arrival is not { } arrival)
        {
            cursor.Write(new(relay, incoming.Sequence));
            watch.Gone(incoming.GoneCount, incoming.GoneReason);
            return true;
        }

        var result = await ForwardAsync(arrival, stop);
        if (result.IsForbidden)
        {
            return false;
        }

        cursor.Write(new(relay, incoming.Sequence));
        watch.Forwarded(arrival, result);
        return true;
    }

    private async Task<ForwardResult> ForwardAsync(Arrival arrival, CancellationToken stop)
    {
        while (true)
        {
            var result = await target.ForwardAsync(arrival, _giveUp.Token);
            if (result.IsAnswered || result.IsForbidden || !options.Retry)
            {
                _toTarget.Reset();
                return result;
            }

            var wait = _toTarget.Next();
            watch.Postponed(arrival, result, wait);
            await Task.Delay(wait, clock, stop);
        }
    }

    private void TellOnce(string problem)
    {
        if (!_isTold)
        {
            _isTold = true;
            watch.Disconnected(problem);
        }
    }
}
