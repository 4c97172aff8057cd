using Posthorn.Delivery.Sessions;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Sessions;

/// <summary>Row ↔ session.</summary>
internal static class SessionColumns
{
    public static Session Read(Statement row) => new()
    {
        PartnerKey = row.Int64(0),
        Id = row.Text(1),
        Kind = (SessionKind)row.Int32(2),
        EncounterId = row.Text(3),
        State = (SessionState)row.Int32(4),
        Version = row.Int64(5),
        Client = (SessionClient)row.Int32(6),
        AdditionalInfo = row.IsNull(7) ? (ReadOnlyMemory<byte>?)null : row.Bytes(7),
        ErrorCode = row.TextOrNull(8),
        ErrorDetail = row.TextOrNull(9),
        EventId = row.IsNull(10) ? null : new(row.Guid(10)),
        Fingerprint = row.Bytes(11),
        TimeLimit = row.Int64OrNull(12) is { } limit ? TimeSpan.FromMilliseconds(limit) : null,
        DeadlineAt = row.TimeOrNull(13),
        CreatedAt = row.Time(14),
        ChangedAt = row.Time(15),
    };

    public static Statement Bind(Statement statement, Session session)
    {
        _ = statement
            .Bind(1, session.PartnerKey).Bind(2, session.Id).Bind(3, (int)session.Kind).Bind(4, session.EncounterId)
            .Bind(5, (int)session.State).Bind(6, session.Version).Bind(7, (int)session.Client)
            .Bind(9, session.ErrorCode).Bind(10, session.ErrorDetail)
            .Bind(12, session.Fingerprint.Span).Bind(13, (long?)session.TimeLimit?.TotalMilliseconds).Bind(14, session.DeadlineAt)
            .Bind(15, session.CreatedAt).Bind(16, session.ChangedAt);
        _ = session.AdditionalInfo is { } info ? statement.Bind(8, info.Span) : statement.BindNull(8);
        return session.EventId is { } told ? statement.Bind(11, told.Value) : statement.BindNull(11);
    }
}
