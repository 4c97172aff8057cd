namespace Posthorn.Postgres.Writing.Claiming;

/// <summary>A place in a lane's row of due deliveries. The default lies before the first.</summary>
internal readonly record struct ClaimPlace(DateTime DueAt, long Sequence)
{
    public static int Compare(ClaimPlace one, ClaimPlace other) => (one.DueAt, one.Sequence).CompareTo((other.DueAt, other.Sequence));
}
