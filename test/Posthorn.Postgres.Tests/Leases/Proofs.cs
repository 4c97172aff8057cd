using System.Globalization;
using Npgsql;
using Posthorn.Postgres.Tests.Databases;

namespace Posthorn.Postgres.Tests.Leases;

/// <summary>Hears each proof of a node, by a trigger that a test adds to the database.</summary>
internal sealed class Proofs : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<long, int> _heard = [];

    private Proofs(NpgsqlConnection connection)
    {
        _connection = connection;
        connection.Notification += (_, proof) =>
        {
            var term = long.Parse(proof.Payload, CultureInfo.InvariantCulture);
            _heard[term] = _heard.GetValueOrDefault(term) + 1;
        };
    }

    public static async Task<Proofs> ListenAsync(string database, double slowBySeconds)
    {
        await Sql.ExecuteAsync(
            database,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                create function tell_proof() returns trigger language plpgsql as $$
                begin
                    perform pg_sleep({slowBySeconds}), pg_notify('proofs', new.term::text);
                    return new;
                end $$;
                create trigger tell_proof before update on nodes for each row execute function tell_proof();
                """));
        var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var listen = new NpgsqlCommand("listen proofs", connection);
        _ = await listen.ExecuteNonQueryAsync();
        return new(connection);
    }

    /// <summary>Waits for some more proofs of a term.</summary>
    public async Task OfAsync(long term, int count)
    {
        for (var end = _heard.GetValueOrDefault(term) + count; _heard.GetValueOrDefault(term) < end;)
        {
            await _connection.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The same without a thread of the pool.</summary>
    public void Of(long term, int count)
    {
        for (var end = _heard.GetValueOrDefault(term) + count; _heard.GetValueOrDefault(term) < end;)
        {
            _connection.Wait();
        }
    }

    /// <summary>Ends the connections of all heartbeats, without a thread of the pool.</summary>
    public void CutHeartbeats()
    {
        using var command = new NpgsqlCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'posthorn heartbeat' and datname = current_database()", _connection);
        _ = command.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
