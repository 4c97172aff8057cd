namespace Posthorn.EndToEnd.Tests.Receive;

public sealed class ManyReceiversTests(Places places) : IClassFixture<Places>
{
    private const int Processes = 8;

    [Fact]
    public async Task F_R1_Eight_processes_that_get_the_same_a_thousand_times_apply_it_once_though_half_of_them_are_killed_meanwhile()
    {
        var where = await places.MakeAsync("postgres");
        var partners = new List<PartnerProcess>();
        try
        {
            for (var i = 0; i < Processes; i++)
            {
                partners.Add(await PartnerProcess.StartAsync(where, node: $"node-{i}"));
            }

            var posts = Enumerable.Range(0, 1_000).Select(i => PostUntilTakenAsync(partners, i)).ToArray();
            _ = await Task.WhenAny(posts);
            for (var i = 0; i < Processes / 2; i++)
            {
                partners[2 * i].Kill();
            }

            await Task.WhenAll(posts);
            for (var clock = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(clock) < TimeSpan.FromSeconds(90);)
            {
                if ((await partners[1].CountsAsync("s_1")).Effects > 0)
                {
                    break;
                }
            }

            for (var i = 0; i < Processes / 2; i++)
            {
                (await partners[(2 * i) + 1].CountsAsync("s_1")).Effects.ShouldBe(1);
                (await partners[(2 * i) + 1].StopAsync()).ShouldBe(0);
            }

            await using var reader = await PartnerProcess.StartAsync(where, node: "reader");
            (await reader.CountsAsync("s_1")).Effects.ShouldBe(1);
        }
        finally
        {
            foreach (var partner in partners)
            {
                await partner.DisposeAsync();
            }
        }
    }

    // As a proxy does before several of them: the next one where this one does not answer.
    private static async Task PostUntilTakenAsync(List<PartnerProcess> partners, int first)
    {
        for (var i = first; i < first + (10 * Processes); i++)
        {
            if (await partners[i % Processes].PostAsync("s_1") == 200)
            {
                return;
            }
        }

        throw new InvalidOperationException("Nobody took it.");
    }
}
