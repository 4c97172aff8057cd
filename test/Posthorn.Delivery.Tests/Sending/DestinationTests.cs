using System.Net;
using System.Net.Sockets;
using Posthorn.Delivery.Sending;
using Posthorn.Testing.Endpoints;
using static Posthorn.Delivery.Sending.AttemptOutcome;

namespace Posthorn.Delivery.Tests.Sending;

/// <summary>The whole way from URL to socket: what is dialled, and what is not.</summary>
public sealed class DestinationTests
{
    private static readonly Uri Ordinary = new("https://hooks.example.com/hook");
    private static readonly AttemptOutcome NotAllowed = new Blocked(FailureReasons.DestinationNotAllowed);

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://017700000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://0251.0376.0251.0376/")]
    [InlineData("https://169.254.43518/")]
    [InlineData("https://0/")]
    [InlineData("https://127。0。0。1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://[::127.0.0.1]/")]
    [InlineData("https://[fe80::1%25eth0]/")]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("https://[2002:a9fe:a9fe::]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://localhost/")]
    [InlineData("https://localhost./")]
    [InlineData("https://127.0.0.1./")]
    [InlineData("https://metadata.google.internal/")]
    [InlineData("http://hooks.example.com/")]
    [InlineData("https://hooks.example.com:6379/")]
    public async Task A_S1_A_S2_A_S3_A_S4_A_S8_however_it_is_written_it_is_never_dialled(string url)
    {
        var connector = RecordingConnector.Real();
        using var sender = new Sender(new EgressOptions(), NamesFrom.Always("8.8.8.8"), connector);

        (await sender.SendAsync(new Uri(url))).ShouldBe(NotAllowed);

        connector.Dialled.ShouldBeEmpty();
    }

    // Glyphs that fold to an address somewhere stay a name here, and as a name they are looked up and judged by what comes back.
    [Theory]
    [InlineData("https://①②⑦.⓪.⓪.①/")]
    [InlineData("https://１２７.０.０.１/")]
    [InlineData("https://127.0.0.1.nip.io/")]
    public async Task A_S2_A_S7_a_name_that_stands_for_a_private_address_is_never_dialled(string url)
    {
        var connector = RecordingConnector.Real();
        using var sender = new Sender(new EgressOptions(), NamesFrom.Always("127.0.0.1"), connector);

        (await sender.SendAsync(new Uri(url))).ShouldBe(NotAllowed);

        connector.Dialled.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_S6_a_name_that_changes_between_public_and_private_never_reaches_the_private_one()
    {
        var names = new NamesFrom((_, lookup) => [IPAddress.Parse(lookup % 2 == 1 ? "8.8.8.8" : "127.0.0.1")]);
        var connector = Refusing();
        using var sender = new Sender(new EgressOptions(), names, connector);

        for (var i = 0; i < 100; i++)
        {
            await sender.SendAsync(Ordinary);
        }

        names.Lookups.ShouldBe(100);
        connector.Dialled.Count.ShouldBe(50);
        connector.Dialled.ShouldAllBe(dialled => dialled.Address.ToString() == "8.8.8.8");
    }

    [Fact]
    public async Task A_S7_of_a_mixed_answer_only_the_public_addresses_are_dialled()
    {
        var connector = Refusing();
        using var sender = new Sender(new EgressOptions(), NamesFrom.Always("127.0.0.1", "8.8.8.8", "::1", "169.254.169.254", "2606:4700::1111", "::ffff:10.0.0.1"), connector);

        (await sender.SendAsync(Ordinary)).ShouldBe(new Unreachable(FailureReasons.ConnectRefused, Ambiguous: false));

        connector.Dialled.Select(dialled => dialled.Address.ToString()).ShouldBe(["8.8.8.8", "2606:4700::1111"]);
    }

    [Fact]
    public async Task F_N11_A_H11_of_two_hundred_addresses_eight_are_tried()
    {
        var connector = Refusing();
        using var sender = new Sender(new EgressOptions(), NamesFrom.Always([.. Enumerable.Range(1, 200).Select(i => $"8.8.8.{i}")]), connector);

        (await sender.SendAsync(Ordinary)).ShouldBe(new Unreachable(FailureReasons.ConnectRefused, Ambiguous: false));

        connector.Dialled.Count.ShouldBe(8);
    }

    [Fact]
    public async Task F_N11_of_a_dead_and_a_good_address_the_good_one_serves()
    {
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always("HTTP/1.1 204 No Content\r\n\r\n"));
        var connector = new RecordingConnector((address, cancellationToken) => address.Address.ToString() == "127.0.0.2"
            ? throw new SocketException((int)SocketError.ConnectionRefused)
            : new SocketConnector().ConnectAsync(address, cancellationToken));
        using var sender = new Sender(names: NamesFrom.Always("127.0.0.2", "127.0.0.1"), connector: connector);

        (await sender.SendAsync(Sender.Plain(endpoint.Address))).Code.ShouldBe("answered_204");

        connector.Dialled.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, FailureReasons.DnsNotFound)]
    [InlineData(SocketError.NoData, FailureReasons.DnsNotFound)]
    [InlineData(SocketError.TryAgain, FailureReasons.DnsFailed)]
    [InlineData(SocketError.NoRecovery, FailureReasons.DnsFailed)]
    public async Task F_N11_a_lookup_that_fails_says_how(SocketError error, string reason)
    {
        using var sender = new Sender(names: new NamesFrom((_, _) => throw new SocketException((int)error)));

        (await sender.SendAsync(Ordinary)).ShouldBe(new Unreachable(reason, Ambiguous: false));
    }

    [Fact]
    public async Task F_N11_an_empty_answer_is_a_name_that_is_not_there()
    {
        using var sender = new Sender(names: NamesFrom.Always());

        (await sender.SendAsync(Ordinary)).ShouldBe(new Unreachable(FailureReasons.DnsNotFound, Ambiguous: false));
    }

    [Fact]
    public async Task A_S14_a_blocked_destination_says_nothing_of_what_is_there()
    {
        await using var listening = RawEndpoint.Start(RawEndpoint.Always("HTTP/1.1 200 OK\r\n\r\n"));
        using var sender = new Sender(new EgressOptions());

        (await sender.SendAsync(Sender.Plain(listening.Address))).ShouldBe(NotAllowed);
        (await sender.SendAsync(new Uri("https://127.0.0.1:1/"))).ShouldBe(NotAllowed);

        listening.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData(SocketError.NetworkUnreachable, FailureReasons.ConnectUnreachable)]
    [InlineData(SocketError.HostUnreachable, FailureReasons.ConnectUnreachable)]
    [InlineData(SocketError.AccessDenied, FailureReasons.ConnectFailed)]
    [InlineData(SocketError.TimedOut, FailureReasons.ConnectTimeout)]
    public async Task F_N1_a_connect_that_fails_says_how(SocketError error, string reason)
    {
        using var sender = new Sender(connector: new RecordingConnector((_, _) => throw new SocketException((int)error)));

        (await sender.SendAsync(Ordinary)).ShouldBe(new Unreachable(reason, Ambiguous: false));
    }

    private static RecordingConnector Refusing() => new((_, _) => throw new SocketException((int)SocketError.ConnectionRefused));
}
