namespace Posthorn.Delivery.Tests.Sending;

/// <summary>The ranges of A-S5, each with what is said of the address before it and the address after it.</summary>
internal static class AddressRanges
{
    public static readonly AddressRange[] V4 =
    [
        new("0.0.0.0/8", false, true),
        new("10.0.0.0/8", true, true),
        new("100.64.0.0/10", true, true),
        new("127.0.0.0/8", true, true),
        new("168.63.129.16/32", true, true),
        new("169.254.0.0/16", true, true),
        new("172.16.0.0/12", true, true),
        new("192.0.0.0/24", true, true),
        new("192.0.2.0/24", true, true),
        new("192.31.196.0/24", true, true),
        new("192.52.193.0/24", true, true),
        new("192.88.99.0/24", true, true),
        new("192.168.0.0/16", true, true),
        new("192.175.48.0/24", true, true),
        new("198.18.0.0/15", true, true),
        new("198.51.100.0/24", true, true),
        new("203.0.113.0/24", true, true),
        new("224.0.0.0/4", true, false),
        new("240.0.0.0/4", false, false),
        new("255.255.255.255/32", false, false),
    ];

    public static readonly AddressRange[] V6 =
    [
        new("::/128", false, false),
        new("::1/128", false, false),
        new("::/96", false, false),
        new("64:ff9b::/96", false, false),
        new("64:ff9b:1::/48", false, false),
        new("100::/64", false, false),
        new("100:0:0:1::/64", false, false),
        new("2001::/23", true, true),
        new("2001::/32", true, false),
        new("2001:db8::/32", true, true),
        new("2002::/16", true, true),
        new("2620:4f:8000::/48", true, true),
        new("3fff::/20", true, true),
        new("5f00::/16", false, false),
        new("fc00::/7", false, false),
        new("fd00:ec2::254/128", false, false),
        new("fe80::/10", false, false),
        new("fec0::/10", false, false),
        new("ff00::/8", false, false),
    ];
}
