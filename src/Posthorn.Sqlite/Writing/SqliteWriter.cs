using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>Stands in until the group-committing writer lands: one command, one commit.</summary>
internal sealed class SqliteWriter(SqliteConnection connection)
{
    private readonly Lock _turn = new();

    public Task<TResult> RunAsync<TResult>(WriteCommand<TResult> command)
    {
        lock (_turn)
        {
            connection.Execute("begin immediate");
            try
            {
                var result = command.Run(connection);
                connection.Execute("commit");
                return Task.FromResult(result);
            }
            catch (Exception exception)
            {
                connection.Execute("rollback");
                return Task.FromException<TResult>(exception);
            }
        }
    }
}
