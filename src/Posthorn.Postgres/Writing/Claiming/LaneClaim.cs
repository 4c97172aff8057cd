using Posthorn.Delivery.Lanes;

namespace Posthorn.Postgres.Writing.Claiming;

/// <summary>One look of one lane for what is due.</summary>
/// <param name="from">Where the look begins.</param>
internal sealed class LaneClaim(ClaimRequest request, DateTimeOffset now, ClaimPlace from)
{
    private readonly List<(ClaimPlace Place, DueDelivery Delivery)> _taken = [];
    private int _bytes;

    public ClaimRequest Request => request;

    public DateTimeOffset Now => now;

    public ClaimPlace From => from;

    /// <summary>Whether this node may work the lane.</summary>
    public bool IsOurs { get; private set; }

    /// <summary>When the next of those left behind comes due.</summary>
    public DateTimeOffset? NextDue { get; private set; }

    /// <summary>Whether there is room for more, and may be something before the place where the look began.</summary>
    public bool IsShort => IsOurs && from != default && _taken.Count < request.Limit && _bytes < request.MaxBytes && !(NextDue <= request.DueBy);

    public IEnumerable<Guid> Ids => _taken.Select(static taken => taken.Delivery.Id.Value);

    /// <summary>The place of the last one taken; null when there is none that the next claim may begin at.</summary>
    public ClaimPlace? Last
    {
        get
        {
            _taken.Sort(static (one, other) => ClaimPlace.Compare(one.Place, other.Place));
            return _taken is [.., var last] && request.ChangedBefore is null && last.Place.DueAt <= now.UtcDateTime ? last.Place : null;
        }
    }

    /// <summary>The lane's own row, without a delivery.</summary>
    public void Take(DateTimeOffset? nextDue) => (IsOurs, NextDue) = (true, nextDue);

    public void Take(ClaimPlace place, DueDelivery delivery)
    {
        _taken.Add((place, delivery));
        _bytes += delivery.Reserved;
    }

    /// <summary>A further look, from the start, for what is still wanted.</summary>
    public LaneClaim FromStart() =>
        new(request with { Limit = request.Limit - _taken.Count, MaxBytes = request.MaxBytes - _bytes }, now, default);

    /// <summary>What a further look brought. It saw all that there is.</summary>
    public void Take(LaneClaim further)
    {
        _taken.AddRange(further._taken);
        NextDue = further.IsOurs ? further.NextDue : NextDue;
    }

    /// <summary>What comes next cannot be said yet: there may be more that was not looked at.</summary>
    public void LookAgainAt(DateTimeOffset moment) => NextDue = NextDue < moment ? NextDue : moment;

    public Claim ToClaim()
    {
        _taken.Sort(static (one, other) => ClaimPlace.Compare(one.Place, other.Place));
        return new(_taken.ConvertAll(static taken => taken.Delivery), _taken.Count > 0 && NextDue <= request.DueBy, NextDue);
    }
}
