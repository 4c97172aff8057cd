using SQLitePCL;

namespace Posthorn.Sqlite.Connection;

/// <summary>An open database. Used by one thread at a time.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _kept = new(StringComparer.Ordinal);

    private SqliteConnection(sqlite3 handle) => _handle = handle;

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public long LastInsertedRow => raw.sqlite3_last_insert_rowid(_handle);

    public static SqliteConnection Open(string path, bool readOnly)
    {
        SqliteLibrary.Load();
        var flags = readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE;
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            var refused = SqliteException.From(handle, code);
            handle.Dispose();
            throw refused;
        }

        _ = raw.sqlite3_extended_result_codes(handle, 1);
        return new(handle);
    }

    /// <summary>Prepares a statement that is kept for the connection's life.</summary>
    public Statement Prepare(string sql)
    {
        var code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        return code == raw.SQLITE_OK ? new(_handle, statement) : throw SqliteException.From(_handle, code);
    }

    /// <summary>The statement of this text, prepared once and kept for the connection's life. Read it to its end, or reset it.</summary>
    public Statement Kept(string sql)
    {
        if (!_kept.TryGetValue(sql, out var statement))
        {
            _kept[sql] = statement = Prepare(sql);
        }

        return statement;
    }

    /// <summary>Ends every read of a kept statement that was left unfinished: until then it could not be bound again.</summary>
    public void ResetKept()
    {
        foreach (var statement in _kept.Values)
        {
            statement.Reset();
        }
    }

    /// <summary>Runs a script of any number of statements.</summary>
    public void Execute(string script)
    {
        var code = raw.sqlite3_exec(_handle, script);
        if (code != raw.SQLITE_OK)
        {
            throw SqliteException.From(_handle, code);
        }
    }

    /// <summary>The first column of the first row, as text.</summary>
    public string? Scalar(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Read() ? statement.TextOrNull(0) : null;
    }

    public void Dispose()
    {
        foreach (var statement in _kept.Values)
        {
            statement.Dispose();
        }

        _handle.Dispose();
    }
}
