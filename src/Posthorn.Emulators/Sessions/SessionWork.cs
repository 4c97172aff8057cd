using Microsoft.Extensions.Logging;
using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Sessions;

/// <summary>What a vendor does after a session has ended: it works for a while, then there is an end, and results. In the background, one strand a session.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed partial class SessionWork(SessionBook sessions, Tempo tempo, Seeds seeds, ILogger<SessionWork> logger) : IAsyncDisposable
{
    private const double LeastSeconds = 2;
    private const double MostSeconds = 6;

    private static readonly TimeSpan UntilRegeneration = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _strands = new(StringComparer.Ordinal);
    private CancellationTokenSource _stop = new();

    /// <summary>Begins to work on a session that is running. One that is worked on already stays as it is.</summary>
    /// <param name="plan">What becomes of it.</param>
    /// <param name="turnOf">The turn that ends it. The revision is 0 at first, and counts the regenerations.</param>
    public void Begin(string id, Plan plan, Func<int, SessionTurn> turnOf)
    {
        lock (_gate)
        {
            if (!_strands.ContainsKey(id))
            {
                Start(id, stop => RunAsync(id, plan, turnOf, stop));
            }
        }
    }

    /// <summary>Works on it once more, after what is being done with it now: for a session that went on after it had ended.</summary>
    /// <param name="revision">Which one this is, from 1.</param>
    public void BeginAgain(string id, Plan plan, Func<int, SessionTurn> turnOf, int revision)
    {
        lock (_gate)
        {
            var before = _strands.GetValueOrDefault(id, Task.CompletedTask);
            Start(id, async stop =>
            {
                await before;
                _ = await sessions.ReopenAsync(id);
                await EndAsync(id, plan, turnOf, revision, stop);
            });
        }
    }

    /// <summary>Ends all work where it stands.</summary>
    public async Task StopAsync()
    {
        CancellationTokenSource stopped;
        Task[] strands;
        lock (_gate)
        {
            (stopped, _stop) = (_stop, new());
            strands = [.. _strands.Values];
        }

        using (stopped)
        {
            await stopped.CancelAsync();
            await Task.WhenAll(strands);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private void Start(string id, Func<CancellationToken, Task> work)
    {
        var stop = _stop.Token;
        Task? strand = null;
        strand = _strands[id] = Task.Run(() => GuardAsync(id, work, stop), CancellationToken.None);
        _ = strand.ContinueWith(_ => Forget(id, strand), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Forget(string id, Task strand)
    {
        lock (_gate)
        {
            if (_strands.GetValueOrDefault(id) == strand)
            {
                _ = _strands.Remove(id);
            }
        }
    }

    private async Task GuardAsync(string id, Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop. What is running when the emulator starts again goes on when somebody asks for it.
        }
        catch (Exception exception)
        {
            Log.Broke(logger, exception, id);
        }
    }

    private async Task RunAsync(string id, Plan plan, Func<int, SessionTurn> turnOf, CancellationToken stop)
    {
        await EndAsync(id, plan, turnOf, revision: 0, stop);
        for (var revision = 1; revision <= plan.Regenerations; revision++)
        {
            await tempo.WaitAsync(UntilRegeneration, stop);
            if (await sessions.ReopenAsync(id) is not SessionResult.Done)
            {
                return;
            }

            await EndAsync(id, plan, turnOf, revision, stop);
        }
    }

    private async Task EndAsync(string id, Plan plan, Func<int, SessionTurn> turnOf, int revision, CancellationToken stop)
    {
        await tempo.WaitAsync(plan.After ?? seeds.Between($"work:{id}:{revision}", LeastSeconds, MostSeconds), stop);
        var result = await sessions.TurnAsync(id, turnOf(revision));
        if (result is not SessionResult.Done)
        {
            // Cancelled meanwhile, for instance. Whoever did that has had the last word.
            Log.Refused(logger, id, result.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.WorkBroke, LogLevel.Error, "The work on {Session} broke off with a fault of ours")]
        public static partial void Broke(ILogger logger, Exception exception, string session);

        [LoggerMessage(EventIds.TurnRefused, LogLevel.Information, "{Session} could not end as planned: {Result}")]
        public static partial void Refused(ILogger logger, string session, string result);
    }
}
