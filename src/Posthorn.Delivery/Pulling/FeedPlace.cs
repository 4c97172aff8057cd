namespace Posthorn.Delivery.Pulling;

/// <summary>How far a partner's feed was read.</summary>
internal readonly record struct FeedPlace(long PartnerKey, long After);
