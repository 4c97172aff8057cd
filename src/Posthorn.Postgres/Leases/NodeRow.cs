using Npgsql;

namespace Posthorn.Postgres.Leases;

/// <summary>A node's row, written on the thread of its heartbeat: nothing here is asynchronous.</summary>
internal sealed class NodeRow(string name, string version, TimeSpan lease)
{
    private const string Insert =
        """
        insert into nodes (term, name, version, started_at, lease_until)
        values (nextval('node_terms'), $1, $2, clock_timestamp(), clock_timestamp() + $3)
        returning term
        """;

    private const string Extend = "update nodes set lease_until = clock_timestamp() + $2 where term = $1 and not dead";

    private const string SelectNow = "select clock_timestamp()";

    /// <returns>The new term.</returns>
    public long Register(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Insert, connection) { Parameters = { new() { Value = name }, new() { Value = version }, new() { Value = lease } } };
        return (long)command.ExecuteScalar()!;
    }

    /// <returns>False when the term was declared dead.</returns>
    public bool Prove(NpgsqlConnection connection, long term)
    {
        using var command = new NpgsqlCommand(Extend, connection) { Parameters = { new() { Value = term }, new() { Value = lease } } };
        return command.ExecuteNonQuery() == 1;
    }

    public static DateTimeOffset ReadClock(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(SelectNow, connection);
        return new((DateTime)command.ExecuteScalar()!);
    }
}
