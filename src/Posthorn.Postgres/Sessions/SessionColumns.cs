using Npgsql;
using Posthorn.Delivery.Sessions;

namespace Posthorn.Postgres.Sessions;

/// <summary>Row → session.</summary>
internal static class SessionColumns
{
    public static Session Read(NpgsqlDataReader row) => new()
    {
        PartnerKey = row.GetInt64(0),
        Id = row.GetString(1),
        Kind = (SessionKind)row.GetInt32(2),
        EncounterId = row.GetString(3),
        State = (SessionState)row.GetInt32(4),
        Version = row.GetInt64(5),
        Client = (SessionClient)row.GetInt32(6),
        AdditionalInfo = row.IsDBNull(7) ? (ReadOnlyMemory<byte>?)null : row.GetFieldValue<byte[]>(7),
        ErrorCode = row.IsDBNull(8) ? null : row.GetString(8),
        ErrorDetail = row.IsDBNull(9) ? null : row.GetString(9),
        EventId = row.IsDBNull(10) ? null : new(row.GetGuid(10)),
        Fingerprint = row.GetFieldValue<byte[]>(11),
        TimeLimit = row.IsDBNull(12) ? null : TimeSpan.FromMilliseconds(row.GetInt64(12)),
        DeadlineAt = row.IsDBNull(13) ? null : row.GetFieldValue<DateTimeOffset>(13),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(14),
        ChangedAt = row.GetFieldValue<DateTimeOffset>(15),
    };
}
