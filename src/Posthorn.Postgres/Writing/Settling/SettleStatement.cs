using Npgsql;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Settling;

/// <summary>One way for settlements to be written. Its answer is one row: the places in the batch of those that were still held.</summary>
internal abstract class SettleStatement(string sql)
{
    public abstract int Count { get; }

    public NpgsqlBatchCommand ToCommand() => Statement.ToCommand();

    protected ArrayStatement Statement { get; } = new(sql);

    public void Clear() => Statement.Clear();
}
