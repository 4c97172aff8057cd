namespace Posthorn.Receiver.Applying;

/// <summary>What is said to the partner's own database, in words that PostgreSQL and SQLite both understand. The engine's stores are not involved.</summary>
internal static class AppliedSql
{
    public const string Create =
        """
        create table if not exists posthorn_applied (
            delivery_id text   not null primary key,
            applied_at  bigint not null
        )
        """;

    /// <summary>Whoever comes second waits for the first's transaction, and then finds the row there or not.</summary>
    public const string Insert =
        "insert into posthorn_applied (delivery_id, applied_at) values (@delivery_id, @applied_at) on conflict (delivery_id) do nothing";

    public const string Forget = "delete from posthorn_applied where applied_at < @before";
}
