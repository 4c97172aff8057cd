namespace Posthorn.Sqlite.Retention;

/// <summary>What one look at the old end of the log found.</summary>
/// <param name="Done">Places of events that may go.</param>
/// <param name="Last">The last place looked at.</param>
/// <param name="AtEnd">Whether nothing old enough lies behind it.</param>
internal sealed record SweepStride(IReadOnlyList<long> Done, long Last, bool AtEnd);
