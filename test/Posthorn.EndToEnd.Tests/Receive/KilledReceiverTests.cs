namespace Posthorn.EndToEnd.Tests.Receive;

/// <summary>
/// F-R2 and F-R3 with real processes: the receiver kills itself at a step of a notification's way, comes back, and the vendor sends until it has its 2xx.
/// </summary>
public sealed class KilledReceiverTests(Places places) : IClassFixture<Places>
{
    private const int Killed = 137;

    public static TheoryData<string, string> Steps() => new(
        from store in new[] { "sqlite", "postgres" }
        from step in new[] { "Read", "Stored", "Answered", "Called", "Applying", "Applied", "Returned" }
        select (store, step));

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task The_effect_happens_once_whatever_step_the_receiver_dies_at(string store, string step)
    {
        var where = await places.MakeAsync(store);
        await using (var dying = await PartnerProcess.StartAsync(where, die: step))
        {
            // Whether the answer still got out is a race that only some steps decide.
            (await dying.PostAsync("s_1")).ShouldBeOneOf(step is "Read" or "Stored" ? [0] : [0, 200]);
            (await dying.EndAsync()).ShouldBe(Killed);
        }

        await using var again = await PartnerProcess.StartAsync(where);
        (await again.PostAsync("s_1")).ShouldBe(200);
        await UntilAsync(again, calls: step is "Called" or "Applying" or "Applied" or "Returned" ? 2 : 1);
        (await again.PostAsync("s_1")).ShouldBe(200);
        (await again.StopAsync()).ShouldBe(0);

        await using var reader = await PartnerProcess.StartAsync(where);
        (await reader.CountsAsync("s_1")).Effects.ShouldBe(1);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Killed_at_any_moment_it_keeps_what_it_acknowledged_and_does_nothing_twice(string store)
    {
        var where = await places.MakeAsync(store);
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        var dice = new Random(2026);
        for (var round = 0; round < 6; round++)
        {
            await using var dying = await PartnerProcess.StartAsync(where, die: "Whenever", after: dice.Next(60_000));
            var posts = Enumerable.Range(0, 40).Select(async i => (Session: $"s_{round}_{i % 20}", Status: await dying.PostAsync($"s_{round}_{i % 20}")));
            acknowledged.UnionWith((await Task.WhenAll(posts)).Where(static post => post.Status == 200).Select(static post => post.Session));
            _ = await dying.EndAsync();
        }

        await using var last = await PartnerProcess.StartAsync(where);
        foreach (var session in acknowledged)
        {
            await UntilAsync(last, calls: 1, session);
            (await last.CountsAsync(session)).Effects.ShouldBe(1);
        }
    }

    private static async Task UntilAsync(PartnerProcess partner, int calls, string session = "s_1")
    {
        for (var clock = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(clock) < TimeSpan.FromSeconds(90);)
        {
            var counts = await partner.CountsAsync(session);
            if (counts.Effects >= 1 && counts.Calls >= calls)
            {
                return;
            }
        }

        (await partner.CountsAsync(session)).ShouldBe((1, calls));
    }
}
