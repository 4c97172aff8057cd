using System.Net;
using System.Net.Sockets;
using Posthorn.Delivery.Sending;
using Posthorn.Testing;
using Posthorn.Testing.Endpoints;
using Posthorn.Testing.Faults;
using static Posthorn.Delivery.Sending.AttemptOutcome;

namespace Posthorn.Delivery.Tests.Sending;

public sealed class ConnectFaultTests : IAsyncLifetime
{
    private readonly RawEndpoint _endpoint = RawEndpoint.Start(RawEndpoint.Always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    private readonly FaultProxy _proxy;
    private readonly Sender _sender = new();

    public ConnectFaultTests() => _proxy = FaultProxy.Start(_endpoint.Address);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _sender.Dispose();
        await _proxy.DisposeAsync();
        await _endpoint.DisposeAsync();
    }

    [Fact]
    public async Task F_N1_a_refused_connection_says_so_and_is_not_ambiguous()
    {
        _proxy.Down();

        (await _sender.SendAsync(Sender.Plain(_proxy.Address))).ShouldBe(new Unreachable(FailureReasons.ConnectRefused, Ambiguous: false));
    }

    [Fact]
    public async Task F_N2_a_black_hole_ends_at_the_connect_limit()
    {
        using var hole = BlackHole.Open();
        using var sender = new Sender(Sender.LoopbackAllowed with { ConnectTimeout = TimeSpan.FromMilliseconds(200) });

        (await sender.SendAsync(Sender.Plain(hole.Address))).ShouldBe(new Unreachable(FailureReasons.ConnectTimeout, Ambiguous: false));
    }

    [Fact]
    public async Task F_N2_the_connect_limit_is_five_seconds()
    {
        var clock = new HandFiredClock(DateTimeOffset.UnixEpoch);
        using var sender = new Sender(connector: Never(), clock: clock);

        var sending = sender.SendAsync(Sender.Plain(_proxy.Address));
        await clock.WhenSet(TimeSpan.FromSeconds(5));
        clock.Fire(TimeSpan.FromSeconds(5)).ShouldBe(1);

        (await sending).ShouldBe(new Unreachable(FailureReasons.ConnectTimeout, Ambiguous: false));
    }

    [Fact]
    public async Task F_N21_when_one_family_does_not_answer_the_other_is_tried_within_the_limit()
    {
        var clock = new HandFiredClock(DateTimeOffset.UnixEpoch);
        var connector = new RecordingConnector((address, cancellationToken) => address.AddressFamily == AddressFamily.InterNetworkV6
            ? NeverAsync(cancellationToken)
            : new SocketConnector().ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port), cancellationToken));
        using var sender = new Sender(names: NamesFrom.Always("::1", "127.0.0.1"), connector: connector, clock: clock);

        var sending = sender.SendAsync(Sender.Plain(_proxy.Address));
        await clock.WhenSet(TimeSpan.FromSeconds(1));
        clock.Fire(TimeSpan.FromSeconds(1)).ShouldBe(1);

        (await sending).ShouldBeOfType<Answered>();
        connector.Dialled.Select(dialled => dialled.Address.ToString()).ShouldBe(["::1", "127.0.0.1"]);
    }

    private static RecordingConnector Never() => new((_, cancellationToken) => NeverAsync(cancellationToken));

    private static async ValueTask<Stream> NeverAsync(CancellationToken cancellationToken)
    {
        await new Gate().PassAsync(cancellationToken);
        return Stream.Null;
    }
}
