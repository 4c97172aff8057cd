using System.Collections.Concurrent;

namespace Posthorn.Sqlite.Opening;

/// <summary>A few readers, for reads that never wait for the writer. Safe for any number of threads.</summary>
internal sealed class ReaderPool : IDisposable
{
    private readonly SemaphoreSlim _free;

    // Last back, first out: its pages are the warm ones.
    private readonly ConcurrentStack<Reader> _readers;

    private volatile bool _closed;

    private ReaderPool(IReadOnlyCollection<Reader> readers)
    {
        _readers = new(readers);
        _free = new(readers.Count);
    }

    public static ReaderPool Open(string path, SqliteOptions options)
    {
        var readers = new List<Reader>(options.Readers);
        try
        {
            for (var i = 0; i < options.Readers; i++)
            {
                readers.Add(Reader.Open(path, options));
            }
        }
        catch
        {
            readers.ForEach(static reader => reader.Dispose());
            throw;
        }

        return new(readers);
    }

    /// <summary>Waits for a reader. Given back when the lease is disposed.</summary>
    public async ValueTask<Lease> RentAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        if (_readers.TryPop(out var reader))
        {
            return new(this, reader);
        }

        // Closed: whoever waits behind is told as well.
        _ = _free.Release();
        throw new ObjectDisposedException(nameof(ReaderPool));
    }

    /// <summary>Closes the readers that are free now, and each other one when it comes back.</summary>
    public void Dispose()
    {
        _closed = true;
        CloseFree();
        _ = _free.Release();
    }

    private void Return(Reader reader)
    {
        reader.Rest();
        _readers.Push(reader);
        if (_closed)
        {
            CloseFree();
        }

        _ = _free.Release();
    }

    private void CloseFree()
    {
        while (_readers.TryPop(out var reader))
        {
            reader.Dispose();
        }
    }

    internal readonly struct Lease(ReaderPool pool, Reader reader) : IDisposable
    {
        /// <summary>A kept statement of the rented reader.</summary>
        public Connection.Statement Statement(string sql) => reader.Statement(sql);

        public void Dispose() => pool.Return(reader);
    }
}
