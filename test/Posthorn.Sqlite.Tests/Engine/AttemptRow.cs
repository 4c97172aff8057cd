using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>An attempt as it lies in the store.</summary>
internal sealed record AttemptRow(long Sequence, long EndpointKey, int Number, string Outcome, bool Ambiguous)
{
    public const string Select = "select event_sequence, endpoint_key, number, outcome, ambiguous from attempts order by 1, 2, 3";

    public static AttemptRow Read(Statement row) => new(row.Int64(0), row.Int64(1), row.Int32(2), row.Text(3), row.Int32(4) != 0);
}
