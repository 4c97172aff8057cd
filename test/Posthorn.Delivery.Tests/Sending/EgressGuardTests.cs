using System.Net;
using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Tests.Sending;

public sealed class EgressGuardTests
{
    private static readonly Destination Ordinary = new("hooks.example.com", 443, Tls: true);

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("::1", false)]
    public void A_S12_without_a_word_of_the_operator_only_public_addresses_are_dialled(string address, bool may)
        => Guard().MayDial(Ordinary, IPAddress.Parse(address)).ShouldBe(may);

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("10.2.0.0", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("8.8.8.8", true)]
    public void A_S16_a_range_of_the_operators_opens_that_range_and_nothing_else(string address, bool may)
        => Guard("10.1.0.0/16").MayDial(Ordinary, IPAddress.Parse(address)).ShouldBe(may);

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("fd00:ec2::254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("::ffff:169.254.169.254")]
    public void A_S16_metadata_is_never_dialled_whatever_is_allowed(string address)
        => Guard("0.0.0.0/0", "::/0").MayDial(Ordinary, IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("hooks.example.com", 443, false)]
    [InlineData("hooks.example.com", 80, true)]
    [InlineData("hooks.example.com", 22, true)]
    [InlineData("hooks.example.com", 8080, true)]
    [InlineData("8.8.8.8", 443, true)]
    [InlineData("localhost", 443, true)]
    [InlineData("LOCALHOST.", 443, true)]
    [InlineData("intern", 443, true)]
    [InlineData("api.corp.internal", 443, true)]
    [InlineData("x.svc.cluster.local", 443, true)]
    public void A_S8_what_is_not_ordinary_is_dialled_only_inside_an_allowed_range(string host, int port, bool tls)
    {
        var destination = new Destination(host, port, tls);
        Guard().MayDial(destination, IPAddress.Parse("8.8.8.8")).ShouldBeFalse();
        Guard("10.0.0.0/8").MayDial(destination, IPAddress.Parse("8.8.8.8")).ShouldBeFalse();
        Guard("10.0.0.0/8").MayDial(destination, IPAddress.Parse("10.0.0.1")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("metadata.google.internal")]
    [InlineData("METADATA.google.internal.")]
    [InlineData("metadata.goog")]
    [InlineData("instance-data")]
    public void A_S8_a_metadata_name_is_never_dialled_whatever_it_resolves_to(string host)
        => Guard("0.0.0.0/0").MayDial(new Destination(host, 80, Tls: false), IPAddress.Parse("10.0.0.1")).ShouldBeFalse();

    [Theory]
    [InlineData(443)]
    [InlineData(8443)]
    public void A_S1_the_usual_ports_are_open(int port) => Guard().MayDial(Ordinary with { Port = port }, IPAddress.Parse("8.8.8.8")).ShouldBeTrue();

    [Fact]
    public void A_S10_our_own_listener_is_not_dialled_by_its_public_address()
    {
        var options = new EgressOptions { OwnListeners = [new(IPAddress.Parse("8.8.8.8"), 443)] };

        new EgressGuard(options).MayDial(Ordinary, IPAddress.Parse("8.8.8.8")).ShouldBeFalse();
        new EgressGuard(options).MayDial(Ordinary, IPAddress.Parse("::ffff:8.8.8.8")).ShouldBeFalse();
        new EgressGuard(options).MayDial(Ordinary with { Port = 8443 }, IPAddress.Parse("8.8.8.8")).ShouldBeTrue();
    }

    [Fact]
    public void A_S10_an_allowed_range_may_hold_our_own_listener()
    {
        var options = new EgressOptions { OwnListeners = [new(IPAddress.Loopback, 443)], Allowed = [IPNetwork.Parse("127.0.0.0/8")] };

        new EgressGuard(options).MayDial(Ordinary, IPAddress.Loopback).ShouldBeTrue();
    }

    [Fact]
    public void A_S10_a_wildcard_listener_is_every_address_of_the_machine()
    {
        ListenerAddresses.Of([new(IPAddress.Any, 8443)]).ShouldContain(new IPEndPoint(IPAddress.Loopback, 8443));
        ListenerAddresses.Of([new(IPAddress.IPv6Any, 8443)]).ShouldContain(new IPEndPoint(IPAddress.Loopback, 8443));
        ListenerAddresses.Of([new(IPAddress.Parse("8.8.8.8"), 1)]).ShouldBe([new IPEndPoint(IPAddress.Parse("8.8.8.8"), 1)]);
    }

    private static EgressGuard Guard(params string[] allowed) => new(new EgressOptions { Allowed = [.. allowed.Select(range => IPNetwork.Parse(range))] });
}
