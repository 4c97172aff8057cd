using Posthorn.Delivery.Pulling;

namespace Posthorn.Delivery.Storage;

/// <summary>Whether other nodes have stored something for those who wait. Only where there are other nodes.</summary>
/// <remarks>Answers may be a moment old: whoever is told looks at the feed itself, and whoever is not looks when its wait is over.</remarks>
internal interface IFeedNews
{
    /// <summary>How far the log can be read at this moment, whoever's it is. While it stands still there is no news for anybody.</summary>
    ValueTask<long> EndAsync(CancellationToken cancellationToken);

    /// <summary>Which of the partners have something after their place, and not after <paramref name="end"/>.</summary>
    /// <param name="since">Nothing is meant that was accepted before.</param>
    ValueTask<IReadOnlyList<long>> AfterAsync(IReadOnlyList<FeedPlace> places, long end, DateTimeOffset since, CancellationToken cancellationToken);
}
