namespace Posthorn.Bench.Loading;

/// <summary>How the events of a publisher were answered: 200 or 202; 429 or 503; anything else, a broken connection included.</summary>
internal sealed record PublishCounts(long Accepted, long Refused, long Failed);
