using System.Globalization;
using Microsoft.AspNetCore.Http;
using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Sully.Admitting;

/// <summary>How many requests a minute are answered. Told with every answer; kept to where somebody has asked for it.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class SullyQuota(int? limit, Tempo tempo)
{
    /// <summary>What is told where there is no limit: more than anybody asks.</summary>
    public const int Usual = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _began;
    private int _count;

    /// <summary>Counts a request and says on its answer how many are left.</summary>
    /// <returns>How long to wait when there are none; null when the request is answered.</returns>
    public TimeSpan? Take(IHeaderDictionary headers)
    {
        var (count, left) = Count();
        var most = limit ?? Usual;
        headers["X-RateLimit-Limit"] = most.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = Math.Max(0, most - count).ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = SullyTimes.Text(tempo.Clock.GetUtcNow() + left);
        if (limit is null || count <= most)
        {
            return null;
        }

        headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(left.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return left;
    }

    public void Forget()
    {
        lock (_gate)
        {
            (_began, _count) = (null, 0);
        }
    }

    private (int Count, TimeSpan Left) Count()
    {
        lock (_gate)
        {
            var minute = tempo.Of(Minute);
            if (_began is not { } began || tempo.Clock.GetElapsedTime(began) >= minute)
            {
                (_began, _count) = (began = tempo.Clock.GetTimestamp(), 0);
            }

            var left = minute - tempo.Clock.GetElapsedTime(began);
            return (++_count, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }
}
