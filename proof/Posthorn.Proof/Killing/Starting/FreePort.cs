using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Posthorn.Proof.Killing.Starting;

/// <summary>Finds a port that nobody uses, below those that systems give to outgoing connections: one of these would take it while its server is down.</summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int End = 32_000;

    public static int Find()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }
}
