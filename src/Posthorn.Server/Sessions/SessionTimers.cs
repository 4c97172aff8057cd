using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Sessions;
using Posthorn.Delivery.Storage;

namespace Posthorn.Server.Sessions;

/// <summary>Lets sessions time out whose limit has passed. It lies in the store, so a restart forgets none; of several nodes that look, one makes the move.</summary>
internal sealed partial class SessionTimers(
    ISessionStore store, SessionRegistry sessions, EndpointDirectory directory, TimeProvider clock, ILogger<SessionTimers> logger)
{
    private const int MostAtOnce = 100;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Runs until it is told to stop, and then ends without complaint.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(LookEvery, clock, stopping);
                while (await LookAsync() == MostAtOnce)
                {
                    stopping.ThrowIfCancellationRequested();
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.LookFailed(logger, exception);
            }
        }
    }

    /// <returns>How many have timed out.</returns>
    internal async Task<int> LookAsync()
    {
        var now = clock.GetUtcNow();
        var done = 0;
        foreach (var session in await store.OverdueAsync(now, MostAtOnce))
        {
            // A partner that was made on another node a moment ago is known here a moment later.
            if (directory.FindPartner(session.PartnerKey) is not { } partner)
            {
                continue;
            }

            switch (await sessions.TurnAsync(partner, session.Id, new(SessionState.TimedOut) { IfDueBy = now }))
            {
                case SessionResult.Done:
                    done++;
                    break;

                case SessionResult.Refused:
                    // Those that cannot be told of must not stand before the others for ever: each has its time once more.
                    Log.Refused(logger);
                    _ = await sessions.AttachAsync(partner, session.Id, []);
                    break;
            }
        }

        return done;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.SessionTimersFailed, LogLevel.Error, "Sessions that are overdue could not be looked for and will be again")]
        public static partial void LookFailed(ILogger logger, Exception exception);

        [LoggerMessage(EventIds.SessionTimeOutRefused, LogLevel.Error, "A session is overdue, and an endpoint's format cannot express that it timed out; it is tried again after its time limit")]
        public static partial void Refused(ILogger logger);
    }
}
