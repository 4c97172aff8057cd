using System.Net;
using System.Net.Sockets;

namespace Posthorn.Testing.Faults;

/// <summary>A port on loopback that answers no connection: neither accepted nor refused, as behind a firewall that drops.</summary>
/// <remarks>Linux only: it fills the queue of a listener that never accepts.</remarks>
public sealed class BlackHole : IDisposable
{
    private readonly List<Socket> _sockets = [];

    private BlackHole(Socket listener)
    {
        _sockets.Add(listener);
        Address = (IPEndPoint)listener.LocalEndPoint!;
    }

    /// <summary>Gets the address that nothing answers at.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Makes one.</summary>
    /// <returns>A black hole that is already full.</returns>
    public static BlackHole Open()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);

        var hole = new BlackHole(listener);
        hole.Fill();
        return hole;
    }

    /// <summary>Closes it; connections are refused from then on.</summary>
    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    // The queue has room for one; the others stay on their way for ever, which is what keeps it full.
    private void Fill()
    {
        for (var i = 0; i < 4; i++)
        {
            var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = i == 0 };
            _sockets.Add(filler);
            try
            {
                filler.Connect(Address);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // On its way.
            }
        }
    }
}
