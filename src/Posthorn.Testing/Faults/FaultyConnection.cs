using System.Net;
using System.Net.Sockets;

namespace Posthorn.Testing.Faults;

/// <summary>One connection through the proxy, and its fault.</summary>
internal sealed class FaultyConnection(Socket client, IPEndPoint upstream, Fault fault)
{
    private readonly TaskCompletionSource _silence = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task RunAsync(CancellationToken stop)
    {
        using var near = client;
        using var far = new Socket(upstream.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        client.NoDelay = far.NoDelay = true;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            if (fault.ResetAfterRequestBytes == 0)
            {
                Reset(client);
                return;
            }

            await far.ConnectAsync(upstream, over.Token);
            var requests = PassAsync(client, far, fault.HoldRequest, fault.ResetAfterRequestBytes, cutAfter: null, silentAfter: null, over.Token);
            var answers = PassAsync(far, client, fault.HoldAnswer, fault.ResetAfterAnswerBytes, fault.CutAfterAnswerBytes, fault.SilentAfterAnswerBytes, over.Token);

            // A client may close its half first; the end of the answer, or a reset, is the end of the connection.
            var answersMayFollow = await Task.WhenAny(requests, answers) != requests || await requests;
            if (answersMayFollow)
            {
                await answers;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Either side went away, which is what the proxy is for.
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    // A zero linger makes closing send RST.
    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    /// <summary>Passes bytes on until there are no more, or the fault says so.</summary>
    /// <returns>False where the connection has been reset.</returns>
    private async Task<bool> PassAsync(Socket from, Socket to, Gate? gate, long? resetAfter, long? cutAfter, long? silentAfter, CancellationToken stop)
    {
        var buffer = new byte[16 * 1024];
        var passed = 0L;
        var limit = Math.Min(Math.Min(resetAfter ?? long.MaxValue, cutAfter ?? long.MaxValue), silentAfter ?? long.MaxValue);
        while (passed < limit)
        {
            var read = await from.ReceiveAsync(buffer, stop);
            if (read == 0)
            {
                await (to == client && fault.HoldClose is { } hold ? hold.PassAsync(stop) : Task.CompletedTask);
                to.Shutdown(SocketShutdown.Send);
                return true;
            }

            await (gate?.PassAsync(stop) ?? Task.CompletedTask);
            if (_silence.Task.IsCompleted)
            {
                continue;
            }

            read = (int)Math.Min(read, limit - passed);
            await SendAsync(to, buffer.AsMemory(0, read), stop);
            passed += read;
        }

        if (passed == silentAfter)
        {
            _silence.TrySetResult();
            await new Gate().PassAsync(stop);
        }

        if (passed == resetAfter)
        {
            Reset(client);
            return false;
        }

        return true;
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        var step = fault.Slice ? 1 : bytes.Length;
        for (var sent = 0; sent < bytes.Length; sent += step)
        {
            await to.SendAsync(bytes.Slice(sent, step), stop);
        }
    }
}
