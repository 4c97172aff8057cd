using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Posthorn.Testing.Endpoints;

/// <summary>A server on loopback that answers byte for byte as a script says: for answers that no proper server gives.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class RawEndpoint : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly Func<RawConnection, Task> _script;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _work = [];
    private readonly ConcurrentQueue<RawRequest> _requests = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;
    private int _handshakes;

    private RawEndpoint(Func<RawConnection, Task> script, SslServerAuthenticationOptions? tls, IPAddress address)
    {
        (_script, _tls) = (script, tls);
        _listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(address, 0));
        _listener.Listen();
        Address = (IPEndPoint)_listener.LocalEndPoint!;
        _work.Add(AcceptAsync());
    }

    /// <summary>Gets where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Gets how many connections it has accepted.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Gets how many TLS handshakes have succeeded on its side.</summary>
    public int Handshakes => Volatile.Read(ref _handshakes);

    /// <summary>Gets the requests that the script has read, in order.</summary>
    public IReadOnlyList<RawRequest> Requests => [.. _requests];

    /// <summary>Completes once a connection has been accepted.</summary>
    public Task Connected => _connected.Task;

    /// <summary>Starts a server.</summary>
    /// <param name="script">What happens on each connection. The connection is closed when it returns.</param>
    /// <param name="tls">Certificate and protocols; plain where it is <see langword="null"/>.</param>
    /// <param name="address">Where to listen; 127.0.0.1 where it is <see langword="null"/>.</param>
    /// <returns>The server, listening.</returns>
    public static RawEndpoint Start(Func<RawConnection, Task> script, SslServerAuthenticationOptions? tls = null, IPAddress? address = null)
        => new(script, tls, address ?? IPAddress.Loopback);

    /// <summary>A script that answers every request of a connection with the same bytes.</summary>
    /// <param name="answer">The bytes, one a character.</param>
    /// <returns>The script.</returns>
    public static Func<RawConnection, Task> Always(string answer) => async connection =>
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            await connection.WriteAsync(answer);
        }
    };

    /// <summary>A script that answers one request and closes.</summary>
    /// <param name="answer">The bytes, one a character.</param>
    /// <returns>The script.</returns>
    public static Func<RawConnection, Task> Once(string answer) => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync(answer);
    };

    /// <summary>Closes everything.</summary>
    /// <returns>A task that completes when no script runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _stop.CancelAsync();
        await Task.WhenAll(_work);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _connected.TrySetResult();
                _work.Add(RunAsync(socket));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Over.
        }
    }

    private async Task RunAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var plain = new NetworkStream(socket, ownsSocket: true);
        try
        {
            if (_tls is null)
            {
                await _script(new RawConnection(socket, plain, _requests.Enqueue, _stop.Token));
                return;
            }

            await using var secure = new SslStream(plain);
            await secure.AuthenticateAsServerAsync(_tls, _stop.Token);
            Interlocked.Increment(ref _handshakes);
            await _script(new RawConnection(socket, secure, _requests.Enqueue, _stop.Token));
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException or ObjectDisposedException or OperationCanceledException)
        {
            // The client went away, or would not have us.
        }
    }
}
