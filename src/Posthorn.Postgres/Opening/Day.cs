using System.Buffers.Binary;
using System.Globalization;

namespace Posthorn.Postgres.Opening;

/// <summary>One day, in UTC, of the tables that are partitioned by the time in their ids.</summary>
internal readonly record struct Day(DateOnly Date) : IComparable<Day>
{
    private const string Form = "yyyy_MM_dd";

    /// <summary>The tables that have days: events and ended deliveries by their own id, attempts by that of their delivery.</summary>
    public static readonly IReadOnlyList<string> Tables = ["events", "deliveries_ended", "attempts"];

    /// <summary>The first id of the day. The first one after it is that of <see cref="Next"/>.</summary>
    public Guid FirstId
    {
        get
        {
            Span<byte> uuid = stackalloc byte[16];
            uuid.Clear();
            BinaryPrimitives.WriteInt64BigEndian(uuid, Start.ToUnixTimeMilliseconds() << 16);
            return new(uuid, bigEndian: true);
        }
    }

    public DateTimeOffset Start => new(Date, TimeOnly.MinValue, TimeSpan.Zero);

    public Day Next => new(Date.AddDays(1));

    public static bool operator <(Day left, Day right) => left.Date < right.Date;

    public static bool operator >(Day left, Day right) => left.Date > right.Date;

    public static bool operator <=(Day left, Day right) => left.Date <= right.Date;

    public static bool operator >=(Day left, Day right) => left.Date >= right.Date;

    public static Day Of(DateTimeOffset moment) => new(DateOnly.FromDateTime(moment.UtcDateTime));

    /// <summary>The name of a table's partition of that day, such as <c>events_2026_11_21</c>.</summary>
    public string PartitionOf(string table) => $"{table}_{Date.ToString(Form, CultureInfo.InvariantCulture)}";

    /// <summary>Reads the day in the name of a table's partition.</summary>
    /// <returns>False for what is none: the net, or another table.</returns>
    public static bool TryParse(string table, string partition, out Day day)
    {
        var isDay = partition.Length == table.Length + 1 + Form.Length
            & DateOnly.TryParseExact(partition.AsSpan(Math.Min(partition.Length, table.Length + 1)), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && partition.StartsWith(table, StringComparison.Ordinal)
            && partition[table.Length] == '_';
        day = new(date);
        return isDay;
    }

    public int CompareTo(Day other) => Date.CompareTo(other.Date);

    public override string ToString() => Date.ToString("O", CultureInfo.InvariantCulture);
}
