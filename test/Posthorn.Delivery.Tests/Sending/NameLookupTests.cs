using System.Net;
using Posthorn.Delivery.Sending;
using Posthorn.Testing;
using static Posthorn.Delivery.Sending.AttemptOutcome;

namespace Posthorn.Delivery.Tests.Sending;

public sealed class NameLookupTests
{
    [Fact]
    public async Task F_N11_a_lookup_that_does_not_end_is_bounded_by_the_connect_limit()
    {
        var clock = new HandFiredClock(DateTimeOffset.UnixEpoch);
        var names = new StuckNames();
        using var sender = new Sender(names: names, clock: clock);

        var sending = sender.SendAsync(new Uri("https://hooks.example.com/"));
        await names.Asked.Reached;
        clock.Fire(TimeSpan.FromSeconds(5)).ShouldBe(1);

        (await sending).ShouldBe(new Unreachable(FailureReasons.DnsTimeout, Ambiguous: false));
    }

    [Fact]
    public async Task F_N11_a_lookup_that_does_not_end_is_bounded_by_a_shorter_deadline()
    {
        var clock = new HandFiredClock(DateTimeOffset.UnixEpoch);
        var names = new StuckNames();
        using var sender = new Sender(names: names, clock: clock);

        var sending = sender.SendAsync(Sender.Request(new Uri("https://hooks.example.com/"), TimeSpan.FromSeconds(2)));
        await names.Asked.Reached;
        clock.Fire(TimeSpan.FromSeconds(2)).ShouldBe(1);

        (await sending).ShouldBe(new TimedOut(SendPhases.Connect, Ambiguous: false));
    }

    [Fact]
    public async Task The_systems_resolver_knows_this_machine()
        => (await new SystemNameResolver().ResolveAsync("localhost", TestContext.Current.CancellationToken)).ShouldContain(address => IPAddress.IsLoopback(address));

    private sealed class StuckNames : INameResolver
    {
        public Gate Asked { get; } = new();

        public async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            await Asked.PassAsync(cancellationToken);
            return [];
        }
    }
}
