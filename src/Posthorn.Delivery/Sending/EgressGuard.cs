using System.Net;

namespace Posthorn.Delivery.Sending;

/// <summary>Decides on the very address that is about to be dialled. Always on; the operator's word is <see cref="EgressOptions.Allowed"/>.</summary>
internal sealed class EgressGuard(EgressOptions options)
{
    private readonly HashSet<IPEndPoint> _own = [.. options.OwnListeners.Select(own => new IPEndPoint(AddressTable.Plain(own.Address), own.Port))];

    public bool MayDial(Destination destination, IPAddress address)
    {
        var plain = AddressTable.Plain(address);
        return !HostNames.IsMetadata(destination.Host)
            && !AddressTable.IsMetadata(plain)
            && (IsAllowed(plain)
                || (destination.IsOrdinary && AddressTable.IsPublic(plain) && !_own.Contains(new IPEndPoint(plain, destination.Port))));
    }

    private bool IsAllowed(IPAddress address)
    {
        foreach (var range in options.Allowed)
        {
            if (range.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
