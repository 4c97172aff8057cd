using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Replay;

/// <summary>Drives range replays in the background, a step at a time, no faster than their endpoints' lanes take them in.</summary>
/// <param name="hasRoom">Whether a lane has little enough waiting to be given more; asked by the endpoint's key, before each step.</param>
/// <param name="wake">Tells a lane that something of its endpoint came due.</param>
/// <remarks>A job's place is in the store with each step, so a restart goes on where the last step ended. Safe for any number of threads.</remarks>
internal sealed partial class ReplayRunner(
    IReplayStore store, Func<long, ValueTask<bool>> hasRoom, Action<long> wake, TimeProvider clock, ILogger<ReplayRunner> logger)
{
    /// <summary>How many events one step looks at: one short commit.</summary>
    public const int StepLimit = 500;

    /// <summary>How long to wait when there is no job. Another node may be given one, for a lane that is held here.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait when every job's lane is full, and after the store failed.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Stores a job and begins with it.</summary>
    /// <param name="since">Events accepted at or after this moment; null for all.</param>
    /// <param name="until">Events accepted before this moment; null for those accepted up to now.</param>
    public async ValueTask<ReplayJob> StartAsync(long endpointKey, DateTimeOffset? since, DateTimeOffset? until, ReplayStates states)
    {
        var now = clock.GetUtcNow();
        var id = ReplayJobId.New(now);
        await store.AddJobAsync(new(
            id, endpointKey, since ?? DateTimeOffset.UnixEpoch, until ?? ReplayJob.Unbounded, states, ReplayJobState.Running,
            Cursor: 0, ReplayJob.LastEvent, Scanned: 0, Replayed: 0, Skipped: 0, now, FinishedAt: null));

        _ = _news.Writer.TryWrite(true);
        return await store.FindJobAsync(id, CancellationToken.None) ?? throw new InvalidOperationException($"The replay {id} was stored and is gone.");
    }

    /// <summary>How far a job is; null when there is none of that name.</summary>
    public ValueTask<ReplayJob?> FindAsync(ReplayJobId id, CancellationToken cancellationToken) => store.FindJobAsync(id, cancellationToken);

    /// <returns>False when it had ended before.</returns>
    public ValueTask<bool> CancelAsync(ReplayJobId id) => store.CancelJobAsync(id, clock.GetUtcNow());

    /// <summary>Runs until it is told to stop, and then ends without complaint.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await WaitAfterAsync(await TryRoundAsync(stopping), stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Between two steps: the next start goes on with what is left.
        }
    }

    /// <summary>One step for every unfinished job whose lane has room.</summary>
    internal async ValueTask<Round> RoundAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var jobs = await store.UnfinishedJobsAsync();
        var stepped = false;
        foreach (var job in jobs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            stepped |= await StepAsync(job);
        }

        return stepped ? Round.Stepped : jobs.Count == 0 ? Round.NothingToDo : Round.Held;
    }

    private async ValueTask<Round> TryRoundAsync(CancellationToken stopping)
    {
        try
        {
            return await RoundAsync(stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // Whatever the step was to do is undone, so the next round does it again.
            Log.RoundFailed(logger, exception);
            return Round.Held;
        }
    }

    private async ValueTask WaitAfterAsync(Round round, CancellationToken stopping)
    {
        if (round == Round.NothingToDo)
        {
            await WaitForNewsAsync(stopping);
        }
        else if (round == Round.Held)
        {
            await Task.Delay(Pause, clock, stopping);
        }
    }

    private async ValueTask WaitForNewsAsync(CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(Idle, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            _ = await _news.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // No news here; there may be some in the store.
        }
    }

    private async ValueTask<bool> StepAsync(ReplayJob job)
    {
        if (!await hasRoom(job.EndpointKey))
        {
            return false;
        }

        var after = await store.StepAsync(job.Id, StepLimit, clock.GetUtcNow());
        if (after.Replayed > job.Replayed)
        {
            wake(job.EndpointKey);
        }

        if (after.State != ReplayJobState.Running)
        {
            Log.Ended(logger, after.Id, after.State, after.Scanned, after.Replayed, after.Skipped);
        }

        return true;
    }

    internal enum Round
    {
        NothingToDo,

        /// <summary>There are jobs, and no lane has room for more.</summary>
        Held,
        Stepped,
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ReplayEnded, LogLevel.Information,
            "Replay {JobId} ended as {State}: {Scanned} events looked at, {Replayed} deliveries due again, {Skipped} that cannot be expressed")]
        public static partial void Ended(ILogger logger, ReplayJobId jobId, ReplayJobState state, long scanned, long replayed, long skipped);

        [LoggerMessage(EventIds.ReplayStepFailed, LogLevel.Error, "A replay's step failed and will be taken again")]
        public static partial void RoundFailed(ILogger logger, Exception exception);
    }
}
