using System.Globalization;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Opening;

/// <summary>A read-only connection and the statements that it has prepared before. Used by one caller at a time.</summary>
internal sealed class Reader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(ReferenceEqualityComparer.Instance);
    private readonly List<Statement> _used = [];

    private Reader(SqliteConnection connection) => _connection = connection;

    public static Reader Open(string path, SqliteOptions options)
    {
        var connection = SqliteConnection.Open(path, readOnly: true);

        // A reader waits for nobody but a recovery of the log, which is short.
        connection.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            pragma busy_timeout = 2000;
            pragma temp_store = memory;
            pragma cache_size = {-1024 * options.ReaderCacheMiB};
            """));
        return new(connection);
    }

    /// <summary>A statement, prepared once. Found by the reference of its text: texts are constants.</summary>
    public Statement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = _connection.Prepare(sql);
            _statements.Add(sql, statement);
        }

        _used.Add(statement);
        return statement;
    }

    /// <summary>Ends every read that was left unfinished: an open one would hold the log back from being moved into the database.</summary>
    public void Rest()
    {
        foreach (var statement in _used)
        {
            statement.Reset();
        }

        _used.Clear();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}
