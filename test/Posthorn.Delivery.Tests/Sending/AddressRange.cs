using System.Net;
using System.Numerics;

namespace Posthorn.Delivery.Tests.Sending;

/// <summary>A range that is not public, and what lies next to it. Counts by itself, so that it does not lean on what it tests.</summary>
internal sealed record AddressRange(string Cidr, bool PublicBefore, bool PublicAfter)
{
    private readonly byte[] _start = IPAddress.Parse(Cidr.Split('/')[0]).GetAddressBytes();

    private BigInteger First => new(_start, isUnsigned: true, isBigEndian: true);

    private BigInteger Size => BigInteger.Pow(2, (_start.Length * 8) - int.Parse(Cidr.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture));

    public IPAddress FirstAddress => At(First);

    public IPAddress LastAddress => At(First + Size - 1);

    public IEnumerable<(IPAddress Address, bool IsPublic)> Edges()
    {
        yield return (FirstAddress, false);
        yield return (LastAddress, false);
        if (First > 0)
        {
            yield return (At(First - 1), PublicBefore);
        }

        if (First + Size < BigInteger.Pow(2, _start.Length * 8))
        {
            yield return (At(First + Size), PublicAfter);
        }
    }

    private IPAddress At(BigInteger number)
    {
        var bytes = new byte[_start.Length];
        var written = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        written.CopyTo(bytes, bytes.Length - written.Length);
        return new IPAddress(bytes);
    }
}
