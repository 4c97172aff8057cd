using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Posthorn.Testing.Faults;

/// <summary>A TCP proxy on loopback, in this process, that breaks connections in the ways that networks do.</summary>
/// <remarks>Nothing in it depends on time: what waits, waits for a <see cref="Gate"/>. Safe for use by several threads.</remarks>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly IPEndPoint _upstream;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _work = [];
    private readonly ConcurrentQueue<Fault> _next = new();
    private Socket? _listener;
    private int _connections;

    private FaultProxy(IPEndPoint upstream)
    {
        _upstream = upstream;
        Address = new IPEndPoint(IPAddress.Loopback, 0);
        Up();
    }

    /// <summary>Gets where the proxy listens.</summary>
    public IPEndPoint Address { get; private set; }

    /// <summary>Gets how many connections it has accepted.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Gets or sets the fault of connections to come, where <see cref="Next"/> has named none.</summary>
    /// <value>The default is <see cref="Fault.None"/>.</value>
    public Fault Otherwise { get; set; } = Fault.None;

    /// <summary>Starts a proxy that works.</summary>
    /// <param name="upstream">Where connections are passed on to.</param>
    /// <returns>The proxy, listening.</returns>
    public static FaultProxy Start(IPEndPoint upstream) => new(upstream);

    /// <summary>Names the faults of the next connections, one each, in order.</summary>
    /// <param name="faults">The faults.</param>
    public void Next(params ReadOnlySpan<Fault> faults)
    {
        foreach (var fault in faults)
        {
            _next.Enqueue(fault);
        }
    }

    /// <summary>Refuses connections to come, on the same port, until <see cref="Up"/>.</summary>
    public void Down()
    {
        _listener?.Dispose();
        _listener = null;
    }

    /// <summary>Accepts connections again.</summary>
    public void Up()
    {
        Down();
        _listener = new Socket(Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(Address);
        _listener.Listen();
        Address = (IPEndPoint)_listener.LocalEndPoint!;
        _work.Add(AcceptAsync(_listener));
    }

    /// <summary>Ends all connections and stops listening.</summary>
    /// <returns>A task that completes when nothing runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        Down();
        await _stop.CancelAsync();
        await Task.WhenAll(_work);
        _stop.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                var fault = _next.TryDequeue(out var named) ? named : Otherwise;
                _work.Add(new FaultyConnection(client, _upstream, fault).RunAsync(_stop.Token));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Down, or over.
        }
    }
}
