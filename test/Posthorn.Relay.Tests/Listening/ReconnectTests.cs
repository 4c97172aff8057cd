using Posthorn.Relay.Tests.Running;
using Posthorn.Testing.Faults;

namespace Posthorn.Relay.Tests.Listening;

public sealed class ReconnectTests
{
    private const int Arrivals = 10_000;
    private const int Cuts = 100;

    /// <summary>Cut where the dice say: between two frames, in the middle of one, in the handshake, by a reset or as if that were all.</summary>
    [Fact]
    public async Task Ten_thousand_arrive_in_order_and_once_over_a_hundred_cut_connections()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var target = await WatchedTarget.StartAsync();
        await using var proxy = FaultProxy.Start(relay.Address);
        var dice = new Random(7);
        for (var i = 0; i < Cuts; i++)
        {
            var after = dice.Next(100, 50_000);
            proxy.Next((i % 4) switch
            {
                0 => new Fault { ResetAfterAnswerBytes = after },
                1 => new Fault { CutAfterAnswerBytes = after },
                2 => new Fault { ResetAfterRequestBytes = after / 20 },
                _ => new Fault { ResetAfterAnswerBytes = dice.Next(1, 500) },
            });
        }

        await using var listener = ListenerBed.Start(relay, target.Url, relay.Listening(through: proxy.Address) with { FirstTries = Cuts });
        var posting = Task.WhenAll(Enumerable.Range(0, 4).Select(part => relay.PostNumbersAsync(1 + (part * (Arrivals / 4)), Arrivals / 4)));
        await posting;
        await target.UntilAsync(Arrivals, Patience.Long * 20);
        _ = await listener.Watch.UntilAsync($"forwarded {Arrivals}");

        target.Numbers.Count.ShouldBe(Arrivals);
        target.Numbers.Order().ShouldBe(Enumerable.Range(1, Arrivals));
        listener.Watch.All.Where(static told => told.StartsWith("forwarded", StringComparison.Ordinal))
            .ShouldBe(Enumerable.Range(1, Arrivals).Select(static sequence => $"forwarded {sequence} 204"));
        proxy.Connections.ShouldBeGreaterThan(Cuts);
    }
}
