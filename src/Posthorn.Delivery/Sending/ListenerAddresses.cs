using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Posthorn.Delivery.Sending;

/// <summary>Our own listeners as addresses that can be compared: a wildcard means every address of this machine.</summary>
internal static class ListenerAddresses
{
    public static IReadOnlyList<IPEndPoint> Of(IEnumerable<IPEndPoint> listeners)
    {
        List<IPEndPoint> all = [];
        foreach (var listener in listeners)
        {
            if (listener.Address.Equals(IPAddress.Any) || listener.Address.Equals(IPAddress.IPv6Any))
            {
                all.AddRange(OfThisMachine().Select(address => new IPEndPoint(address, listener.Port)));
            }
            else
            {
                all.Add(listener);
            }
        }

        return all;
    }

    // Both families for either wildcard: a dual-stack listener answers on both.
    private static IEnumerable<IPAddress> OfThisMachine()
        => NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(unicast => AddressTable.Plain(unicast.Address))
            .Where(address => address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6);
}
