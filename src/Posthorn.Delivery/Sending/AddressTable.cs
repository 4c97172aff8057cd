using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Posthorn.Delivery.Sending;

/// <summary>What an address is to a sender that strangers choose destinations for. Refuses what it does not know.</summary>
/// <remarks>The ranges are those of the IANA special-purpose registries (RFC 6890 and its updates), read as "not globally reachable".</remarks>
internal static class AddressTable
{
    private static readonly ImmutableArray<IPNetwork> NotPublicV4 = Ranges(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32");

    // Only this block of IPv6 is handed out for global use: loopback, mapped, NAT64, local, multicast all lie outside it.
    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    // 2001::/23 holds Teredo, 2002::/16 is 6to4: both carry an IPv4 address that somebody else's relay would dial.
    private static readonly ImmutableArray<IPNetwork> NotPublicV6 = Ranges(
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    // Where clouds hand out credentials, or hold their hosts' control channel. All of IPv4 link-local: no partner lives there.
    private static readonly ImmutableArray<IPNetwork> Metadata = Ranges(
        "169.254.0.0/16", "168.63.129.16/32", "100.100.100.200/32", "192.0.0.192/32", "fd00:ec2::/32", "fd20:ce::/32");

    /// <summary>The address that a connection would go to: mapped IPv4 as IPv4, and without a scope.</summary>
    public static IPAddress Plain(IPAddress address)
        => address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 } ? new IPAddress(address.GetAddressBytes())
            : address;

    /// <summary>Whether anybody may be sent there, without a word of the operator.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = Plain(address);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !Contains(NotPublicV4, plain)
            : GlobalV6.Contains(plain) && !Contains(NotPublicV6, plain) && !HasIsatapForm(plain.GetAddressBytes());
    }

    /// <summary>Whether nobody may be sent there, whatever the operator allows. Sees through every way of writing IPv4 into IPv6.</summary>
    public static bool IsMetadata(IPAddress address)
    {
        var plain = Plain(address);
        return Contains(Metadata, plain)
            || (plain.AddressFamily == AddressFamily.InterNetworkV6 && EmbeddedV4(plain.GetAddressBytes()).Exists(v4 => Contains(Metadata, v4)));
    }

    // Any prefix can carry ISATAP (RFC 5214, 6.1): the interface part gives it away, with the universal bit set or not.
    private static bool HasIsatapForm(ReadOnlySpan<byte> bytes)
        => (BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) & 0xFCFF_FFFF) == 0x0000_5EFE;

    private static List<IPAddress> EmbeddedV4(ReadOnlySpan<byte> bytes)
    {
        var first = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        List<IPAddress> found = [];
        switch (first)
        {
            case 0x2002: // 6to4
                found.Add(new IPAddress(bytes[2..6]));
                break;
            case 0x2001: // Teredo: the server in clear, the client inverted
                found.Add(new IPAddress(bytes[4..8]));
                found.Add(new IPAddress(~BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..])));
                break;
            case 0x0064: // NAT64, with the lengths of prefix that RFC 6052 has for the local one
                found.Add(new IPAddress([bytes[6], bytes[7], bytes[9], bytes[10]]));
                found.Add(new IPAddress([bytes[7], bytes[9], bytes[10], bytes[11]]));
                found.Add(new IPAddress(bytes[9..13]));
                found.Add(new IPAddress(bytes[12..16]));
                break;
            case 0x0000: // IPv4-compatible and IPv4-translated
                found.Add(new IPAddress(bytes[12..16]));
                break;
        }

        if (HasIsatapForm(bytes))
        {
            found.Add(new IPAddress(bytes[12..16]));
        }

        return found;
    }

    private static bool Contains(ImmutableArray<IPNetwork> ranges, IPAddress address)
    {
        foreach (var range in ranges)
        {
            if (range.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<IPNetwork> Ranges(params ReadOnlySpan<string> ranges)
    {
        var parsed = ImmutableArray.CreateBuilder<IPNetwork>(ranges.Length);
        foreach (var range in ranges)
        {
            parsed.Add(IPNetwork.Parse(range));
        }

        return parsed.ToImmutable();
    }
}
