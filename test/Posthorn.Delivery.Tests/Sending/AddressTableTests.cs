using System.Net;
using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Tests.Sending;

public sealed class AddressTableTests
{
    // Prefix, and where in the sixteen bytes the IPv4 address stands; the last is Teredo's, inverted.
    private static readonly (string Prefix, int At, bool Inverted)[] Embeddings =
    [
        ("::", 12, false),
        ("::ffff:0:0:0", 12, false),
        ("64:ff9b::", 12, false),
        ("64:ff9b:1::", 12, false),
        ("2002::", 2, false),
        ("2001::", 4, false),
        ("2001::", 12, true),
        ("2606:4700::5efe:0:0", 12, false),
        ("2606:4700::200:5efe:0:0", 12, false),
        ("2606:4700::100:5efe:0:0", 12, false),
        ("fe80::5efe:0:0", 12, false),
    ];

    // The ways RFC 6052 lays an address out below a prefix of its own: the ninth byte stays empty.
    private static readonly (int, int, int, int)[] LocalNat64Layouts = [(6, 7, 9, 10), (7, 9, 10, 11), (9, 10, 11, 12), (12, 13, 14, 15)];

    public static IEnumerable<TheoryDataRow<string, bool>> Table() => Rows().DistinctBy(row => row.Item1).Select(row => new TheoryDataRow<string, bool>(row.Item1, row.Item2));

    [Theory]
    [MemberData(nameof(Table))]
    public void A_S4_A_S5_an_address_is_public_or_it_is_not(string address, bool isPublic)
        => AddressTable.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Fact]
    public void A_S5_the_table_is_long_enough_to_be_believed() => Table().Count().ShouldBeGreaterThanOrEqualTo(400);

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.170.2")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd00:ec2::23")]
    [InlineData("fd20:ce::254")]
    [InlineData("::ffff:169.254.169.254")]
    public void A_S16_metadata_is_known_by_its_address(string address) => AddressTable.IsMetadata(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("168.63.129.15")]
    [InlineData("100.100.100.201")]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("fd00:ec3::254")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::a00:1")]
    public void A_S16_what_is_not_metadata_can_be_allowed(string address) => AddressTable.IsMetadata(IPAddress.Parse(address)).ShouldBeFalse();

    [Fact]
    public void A_S4_A_S16_metadata_is_seen_through_every_embedding()
    {
        var metadata = IPAddress.Parse("169.254.169.254");
        foreach (var (prefix, at, inverted) in Embeddings)
        {
            AddressTable.IsMetadata(Embed(prefix, at, inverted, metadata)).ShouldBeTrue(prefix);
        }

        foreach (var (a, b, c, d) in LocalNat64Layouts)
        {
            var bytes = IPAddress.Parse("64:ff9b:1::").GetAddressBytes();
            (bytes[a], bytes[b], bytes[c], bytes[d]) = (169, 254, 169, 254);
            AddressTable.IsMetadata(new IPAddress(bytes)).ShouldBeTrue($"byte {a}");
        }
    }

    [Fact]
    public void A_S3_what_is_dialled_has_neither_scope_nor_mapping()
    {
        AddressTable.Plain(IPAddress.Parse("::ffff:8.8.8.8")).ShouldBe(IPAddress.Parse("8.8.8.8"));
        AddressTable.Plain(new IPAddress(IPAddress.Parse("fe80::1").GetAddressBytes(), scopeid: 3)).ShouldBe(IPAddress.Parse("fe80::1"));
    }

    private static IEnumerable<(string, bool)> Rows()
    {
        foreach (var (address, isPublic) in AddressRanges.V4.Concat(AddressRanges.V6).SelectMany(range => range.Edges()))
        {
            yield return (address.ToString(), isPublic);
        }

        foreach (var (v4, isPublic) in AddressRanges.V4.SelectMany(range => range.Edges()))
        {
            // Mapped is IPv4 in other clothes; every other embedding needs a relay, and is refused whatever it holds.
            yield return ($"::ffff:{v4}", isPublic);
            foreach (var (prefix, at, inverted) in Embeddings)
            {
                yield return (Embed(prefix, at, inverted, v4).ToString(), false);
            }
        }

        string[] ordinary =
        [
            "1.1.1.1", "8.8.8.8", "93.184.216.34", "100.63.0.1", "126.0.0.1", "172.15.0.1", "172.32.0.1", "223.255.255.254",
            "2606:4700::1111", "2a00:1450::1", "2400:cb00::1", "2000::1", "3ffe::1", "2001:200::1", "2620:4f:8001::1", "2606:4700::300:5eff:808:808",
        ];
        foreach (var address in ordinary)
        {
            yield return (address, true);
        }
    }

    private static IPAddress Embed(string prefix, int at, bool inverted, IPAddress v4)
    {
        var bytes = IPAddress.Parse(prefix).GetAddressBytes();
        var inner = v4.GetAddressBytes();
        for (var i = 0; i < inner.Length; i++)
        {
            bytes[at + i] = inverted ? (byte)~inner[i] : inner[i];
        }

        return new IPAddress(bytes);
    }
}
