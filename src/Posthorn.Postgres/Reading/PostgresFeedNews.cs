using Npgsql;
using Posthorn.Delivery.Pulling;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Writing.Appending;

namespace Posthorn.Postgres.Reading;

/// <summary>What any node has stored for those who wait, asked of the primary.</summary>
internal sealed class PostgresFeedNews(NpgsqlDataSource source) : IFeedNews
{
    public async ValueTask<long> EndAsync(CancellationToken cancellationToken) =>
        await StoreFailure.TranslatedAsync(async () =>
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            return await FeedFloor.ReadAsync(connection, cancellationToken);
        });

    public async ValueTask<IReadOnlyList<long>> AfterAsync(
        IReadOnlyList<FeedPlace> places, long end, DateTimeOffset since, CancellationToken cancellationToken) =>
        await new Question<long>(HistorySql.News, static row => row.GetInt64(0))
            .With([.. places.Select(static place => place.PartnerKey)])
            .With([.. places.Select(static place => place.After)])
            .With(end)
            .With(Day.Of(since).FirstId)
            .With(Day.Of(since).Next.Next.FirstId)
            .AskAsync(source, cancellationToken);
}
