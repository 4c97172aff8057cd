using System.Globalization;
using Posthorn.Delivery.Pulling;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Tests.Pulling;

/// <summary>A store of which the test says what other nodes have put into it.</summary>
internal sealed class ScriptedNews : IFeedNews
{
    public long End { get; set; } = 5;

    /// <summary>The partners that have something new.</summary>
    public IReadOnlyList<long> With { get; set; } = [];

    public bool Breaks { get; set; }

    public int Looks { get; private set; }

    public List<(long End, DateTimeOffset Since, string Places)> Asked { get; } = [];

    public ValueTask<long> EndAsync(CancellationToken cancellationToken)
    {
        Looks++;
        return new(End);
    }

    public ValueTask<IReadOnlyList<long>> AfterAsync(IReadOnlyList<FeedPlace> places, long end, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (Breaks)
        {
            throw new StoreUnavailableException("The database is away.");
        }

        Asked.Add((end, since, string.Join(' ', places.OrderBy(static one => one.PartnerKey)
            .Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.PartnerKey}>{one.After}")))));
        return new([.. With.Intersect(places.Select(static one => one.PartnerKey))]);
    }
}
