using Npgsql;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Reading;

/// <summary>One page of a partner's deliveries, newest event first.</summary>
/// <remarks>
/// The cursor is a place in the log, so a page never parts the deliveries of one event: it is shorter than asked where the next event's would
/// not fit, and longer only where a single event has more.
/// </remarks>
internal sealed class DeliveryListing(NpgsqlDataSource source, DeliveryFilter filter, CancellationToken cancellationToken)
{
    /// <summary>How many events one page may cost.</summary>
    private const int Budget = 10_000;

    private const int LongestStride = 2_000;

    private readonly List<DeliveryView> _found = [];

    public async ValueTask<DeliveryPage> ReadAsync() => filter.State switch
    {
        DeliveryState.Dead or DeliveryState.Cancelled => Take(await Of(HistorySql.EndedBadly).With((int?)filter.State).AskAsync(source, cancellationToken)),
        DeliveryState.Pending when await OpenIsSmallAsync() => Take(InOrder(await Of(HistorySql.Open).AskAsync(source, cancellationToken))),
        _ => await WalkLogAsync(),
    };

    private long Before => filter.BeforeSequence ?? long.MaxValue;

    private bool IsFull => _found.Count > filter.Limit;

    private async ValueTask<DeliveryPage> WalkLogAsync()
    {
        var (walked, last, stride) = (0, Before, Math.Clamp(filter.Limit + 1, 100, LongestStride));
        while (!IsFull && walked < Budget)
        {
            stride = Math.Min(stride, Budget - walked);
            var rows = await new Question<(DeliveryView? Delivery, long Sequence)>(HistorySql.Walk, static row => (row.IsDBNull(0) ? null : DeliveryColumns.Read(row), row.GetInt64(12)))
                .With(filter.PartnerKey).With(last).With(stride).With((int?)filter.State).With(filter.EndpointKey)
                .AskAsync(source, cancellationToken);
            var events = rows.Select(static row => row.Sequence).Distinct().Count();
            _ = Take(rows.Where(static row => row.Delivery is not null).Select(static row => row.Delivery!));
            (walked, last) = (walked + events, rows is [.., var end] ? end.Sequence : last);
            if (events < stride)
            {
                return Page(next: null);
            }

            stride = Math.Min(2 * stride, LongestStride);
        }

        return Page(next: walked >= Budget ? last : null);
    }

    private Question<DeliveryView> Of(string sql) =>
        new Question<DeliveryView>(sql, DeliveryColumns.Read).With(filter.PartnerKey).With(Before).With(filter.Limit + 1).With(filter.EndpointKey);

    private static IEnumerable<DeliveryView> InOrder(IEnumerable<DeliveryView> deliveries) =>
        deliveries.OrderByDescending(static delivery => delivery.EventSequence).ThenBy(static delivery => delivery.EndpointKey);

    private async ValueTask<bool> OpenIsSmallAsync() =>
        (await new Question<bool>(HistorySql.OpenIsSmall, static row => row.GetBoolean(0)).AskAsync(source, cancellationToken)).Single();

    /// <summary>Takes events whole, in order, until there are enough.</summary>
    private DeliveryPage Take(IEnumerable<DeliveryView> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            if (IsFull && delivery.EventSequence != _found[^1].EventSequence)
            {
                break;
            }

            _found.Add(delivery);
        }

        return Page(next: null);
    }

    /// <param name="next">Where the reading stopped, when it stopped for its cost.</param>
    private DeliveryPage Page(long? next)
    {
        if (!IsFull)
        {
            return new(_found, next);
        }

        var tooMuch = _found[^1].EventSequence;
        var kept = _found.TakeWhile(delivery => delivery.EventSequence != tooMuch).ToList();
        return kept.Count == 0 ? new(_found, tooMuch) : new(kept, kept[^1].EventSequence);
    }
}
