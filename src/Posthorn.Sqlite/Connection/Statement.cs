using System.Text;
using SQLitePCL;

namespace Posthorn.Sqlite.Connection;

/// <summary>A prepared statement that is kept and bound by place, from 1. Belongs to one connection and one thread at a time.</summary>
internal sealed class Statement(sqlite3 database, sqlite3_stmt handle) : IDisposable
{
    private const int StackText = 512;

    public Statement Bind(int place, long value)
    {
        Check(raw.sqlite3_bind_int64(handle, place, value));
        return this;
    }

    public Statement Bind(int place, long? value) => value is { } number ? Bind(place, number) : BindNull(place);

    public Statement Bind(int place, double? value)
    {
        Check(value is { } number ? raw.sqlite3_bind_double(handle, place, number) : raw.sqlite3_bind_null(handle, place));
        return this;
    }

    public Statement Bind(int place, ReadOnlySpan<byte> value)
    {
        // An empty blob is a value here; SQLite would take a null pointer for null.
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, place, 0) : raw.sqlite3_bind_blob(handle, place, value));
        return this;
    }

    public Statement Bind(int place, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(place, bytes);
    }

    public Statement Bind(int place, DateTimeOffset value) => Bind(place, value.ToUnixTimeMilliseconds());

    public Statement Bind(int place, DateTimeOffset? value) => Bind(place, value?.ToUnixTimeMilliseconds());

    public Statement Bind(int place, string? value)
    {
        if (value is null)
        {
            return BindNull(place);
        }

        // The provider would make an array of every text that it is given; most of ours are short.
        Span<byte> utf8 = stackalloc byte[StackText];
        Check(Encoding.UTF8.TryGetBytes(value, utf8, out var length) && length > 0
            ? raw.sqlite3_bind_text(handle, place, utf8[..length])
            : raw.sqlite3_bind_text(handle, place, value));
        return this;
    }

    public Statement BindNull(int place)
    {
        Check(raw.sqlite3_bind_null(handle, place));
        return this;
    }

    /// <summary>Steps to the next row; false at the end, and then the statement is ready to be bound again.</summary>
    public bool Read()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        // Reset first: it makes the statement usable again whatever happened, and says the precise code.
        var precise = raw.sqlite3_reset(handle);
        if (code != raw.SQLITE_DONE)
        {
            throw SqliteException.From(database, precise);
        }

        return false;
    }

    /// <summary>Runs the statement to its end and tells how many rows it changed.</summary>
    public int Execute()
    {
        while (Read())
        {
        }

        return raw.sqlite3_changes(database);
    }

    /// <summary>Ends the reading of rows before the last.</summary>
    public void Reset() => _ = raw.sqlite3_reset(handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int32(int column) => raw.sqlite3_column_int(handle, column);

    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    public double? DoubleOrNull(int column) => IsNull(column) ? null : raw.sqlite3_column_double(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>A copy: the database's own bytes are gone with the next step.</summary>
    public byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public Guid Guid(int column) => new(raw.sqlite3_column_blob(handle, column), bigEndian: true);

    public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Int64(column));

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public void Dispose() => handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw SqliteException.From(database, code);
        }
    }
}
