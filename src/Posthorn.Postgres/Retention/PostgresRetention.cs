using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Opening;

namespace Posthorn.Postgres.Retention;

/// <summary>Forgets what is old: whole days, and what fell beside them row by row. Makes the days to come, too.</summary>
/// <remarks>Several nodes may call it at once; one does it, and the others find nothing to do. A call goes over its limit by at most one day.</remarks>
internal sealed class PostgresRetention(OldDays oldDays, OtherRows otherRows, ForgottenKeys keys, Days days, TimeProvider clock) : IRetention
{
    private static readonly TimeSpan BetweenMaking = TimeSpan.FromMinutes(5);

    /// <summary>How long one call goes on with keys: each step is short, but there may be as many keys as events.</summary>
    private static readonly TimeSpan LongestAtKeys = TimeSpan.FromSeconds(2);

    private long _made;

    public async ValueTask<int> SweepAsync(DateTimeOffset before, int limit) => await StoreFailure.TranslatedAsync(async () =>
    {
        await MakeDaysAsync();
        var (gone, inUse) = await oldDays.DropAsync(before, limit);
        while (gone < limit && await otherRows.DeleteAsync(before, (int)(limit - gone)) is > 0 and var events)
        {
            gone += events;
        }

        var more = await keys.DeleteAsync(before, limit);
        for (var started = clock.GetTimestamp(); more && clock.GetElapsedTime(started) < LongestAtKeys;)
        {
            more = await keys.DeleteAsync(before, limit);
        }

        if (inUse is { } day)
        {
            // Said aloud: somebody who reads for days keeps the disk filling for days.
            throw new StoreUnavailableException($"{day} is old and could not be dropped: somebody uses it.");
        }

        return (int)Math.Min(more ? Math.Max(gone, limit) : gone, int.MaxValue);
    });

    private async Task MakeDaysAsync()
    {
        if (_made == 0 || clock.GetElapsedTime(_made) > BetweenMaking)
        {
            await days.EnsureAsync(clock.GetUtcNow());
            _made = clock.GetTimestamp();
        }
    }
}
