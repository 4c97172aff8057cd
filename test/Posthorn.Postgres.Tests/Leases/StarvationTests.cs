using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Postgres.Opening;
using Posthorn.Testing.Databases;

namespace Posthorn.Postgres.Tests.Leases;

/// <summary>F-P11. Alone: while it runs, nothing else in this process can.</summary>
[Collection(nameof(Alone))]
public sealed class StarvationTests
{
    private static readonly PostgresOptions Options = new()
    {
        Heartbeat = TimeSpan.FromMilliseconds(200),
        StopAfter = TimeSpan.FromSeconds(2),
        Lease = TimeSpan.FromSeconds(3),
        DaysAhead = 1,
    };

    [Fact]
    public async Task A_node_without_a_free_thread_still_proves_that_it_is_alive()
    {
        await using var server = await TemporaryPostgres.StartAsync();
        await using var storage = await PostgresStorage.OpenAsync(server.ConnectionString, Options, TimeProvider.System, NullLoggerFactory.Instance);
        await using var proofs = await Proofs.ListenAsync(server.ConnectionString, slowBySeconds: 0);
        var term = storage.Leases.Term;
        var held = new TaskCompletionSource<long>();

        // Not disposed: what is queued behind the test still passes it.
        var release = new ManualResetEventSlim();

        var watcher = new Thread(() =>
        {
            // Far more than the pool starts threads for in this time.
            for (var i = 0; i < 2_000; i++)
            {
                _ = ThreadPool.UnsafeQueueUserWorkItem(_ => release.Wait(), null);
            }

            proofs.Of(term, count: 8);
            proofs.CutHeartbeats();
            proofs.Of(term, count: 8);
            held.SetResult(storage.Leases.Term);
            release.Set();
        });
        watcher.Start();

        (await held.Task).ShouldBe(term);
    }
}
