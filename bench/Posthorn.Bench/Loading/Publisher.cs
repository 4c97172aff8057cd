using System.Net.Sockets;
using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Loading;

/// <summary>The load: raw sockets, HTTP/1.1 kept alive, one event a request, every answer written into the ledger.</summary>
internal sealed class Publisher
{
    private const int AnswerBytes = 16 * 1024;

    // A server that refuses asks for a pause; asking again at once would measure how fast it says no.
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromMilliseconds(20);

    private readonly PublishPlan _plan;
    private readonly Ledger _ledger;
    private readonly TimeProvider _clock;
    private readonly EventTemplate[] _templates;
    private int _next = -1;
    private long _accepted;
    private long _refused;
    private long _failed;

    public Publisher(PublishPlan plan, Ledger ledger, TimeProvider clock)
    {
        _plan = plan;
        _ledger = ledger;
        _clock = clock;
        _templates = [.. plan.Targets.Select(target => EventTemplate.For(target, plan.Server, plan.PayloadBytes))];
    }

    public PublishCounts Counts => new(Volatile.Read(ref _accepted), Volatile.Read(ref _refused), Volatile.Read(ref _failed));

    /// <summary>Publishes until told to stop, then waits for the answers that are still out.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        IBeat beat = new ClosedBeat(_ledger, _plan.Window, _clock);
        if (_plan.Rate > 0)
        {
            var paced = new PacedBeat(_plan.Rate, _clock);
            paced.Start(stop);
            beat = paced;
        }

        await Task.WhenAll(Enumerable.Range(0, _plan.Connections)
            .Select(_ => Task.Run(() => RunConnectionAsync(beat, stop), CancellationToken.None)));
    }

    private async Task RunConnectionAsync(IBeat beat, CancellationToken stop)
    {
        var request = new byte[_templates.Max(template => template.Length)];
        var answer = new byte[AnswerBytes];
        Socket? socket = null;
        try
        {
            socket = await ConnectAsync(stop);
            while (await beat.NextAsync(stop) is { } moment
                && Interlocked.Increment(ref _next) is var sequence && sequence < _ledger.Sum.Capacity)
            {
                var template = _templates[_plan.Order[sequence % _plan.Order.Count]];
                template.Write(request, new(_ledger.Sum.Run, sequence));
                template.Sign(request.AsSpan(0, template.Length), _clock.GetUtcNow());
                Volatile.Write(ref _ledger[sequence].Intended, moment);
                Interlocked.Increment(ref _ledger.Sum.Sent);

                var status = await ExchangeAsync(socket, request.AsMemory(0, template.Length), answer);
                await NoteAsync(sequence, status);
                if (status == 0)
                {
                    socket.Dispose();
                    socket = await ConnectAsync(stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The stop came while a connection was being made: this one has nothing under way.
        }
        finally
        {
            socket?.Dispose();
        }
    }

    private async ValueTask NoteAsync(int sequence, int status)
    {
        ref var entry = ref _ledger[sequence];
        entry.Answered = _clock.GetTimestamp();
        entry.Status = status;
        if (status is 200 or 202)
        {
            Interlocked.Increment(ref _accepted);
            if (_plan.Targets[_plan.Order[sequence % _plan.Order.Count]].Secret is not null)
            {
                _ledger.Arrive(new(_ledger.Sum.Run, sequence), entry.Answered);
            }

            return;
        }

        // It will not arrive, so it must not hold the window shut. (After a broken connection it may arrive all the same.)
        Interlocked.Decrement(ref _ledger.Sum.Sent);
        if (status is 429 or 503)
        {
            Interlocked.Increment(ref _refused);
        }
        else
        {
            Interlocked.Increment(ref _failed);
        }

        await Task.Delay(PauseAfterRefusal, _clock, CancellationToken.None);
    }

    /// <summary>Sends a request and reads its answer. 0 stands for a connection that broke.</summary>
    private static async ValueTask<int> ExchangeAsync(Socket socket, ReadOnlyMemory<byte> request, Memory<byte> answer)
    {
        try
        {
            for (var sent = 0; sent < request.Length;)
            {
                sent += await socket.SendAsync(request[sent..], SocketFlags.None);
            }

            for (var length = 0; length < answer.Length;)
            {
                var received = await socket.ReceiveAsync(answer[length..], SocketFlags.None);
                if (received == 0)
                {
                    return 0;
                }

                length += received;
                if (HttpAnswer.IsComplete(answer.Span[..length], out var status))
                {
                    return status;
                }
            }
        }
        catch (SocketException)
        {
            // Counted as a failure by the caller.
        }

        return 0;
    }

    private async Task<Socket> ConnectAsync(CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(_plan.Server.Host, _plan.Server.Port, stop);
        return socket;
    }
}
