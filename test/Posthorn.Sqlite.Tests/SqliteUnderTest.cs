using Posthorn.Conformance;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Tests.Opening;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Tests;

/// <summary>A database file in a folder of its own, for one process at a time.</summary>
internal sealed class SqliteUnderTest : StoreUnderTest
{
    private readonly TempFolder _folder = new();
    private SqliteNode? _node;

    public override bool ManyNodes => false;

    internal SqliteNode Current => _node ?? throw new InvalidOperationException("No node is open.");

    public override async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        _folder.Dispose();
    }

    internal override Task<StoreNode> OpenNodeAsync()
    {
        _node = new(SqliteStorage.Open(_folder.Database, new SqliteOptions(), TimeProvider.System), MissedByNow);
        return Task.FromResult<StoreNode>(_node);
    }

    internal override ValueTask EndLeaseAsync(StoreNode node) => default;

    /// <summary>Another program writes to the file, and does not end.</summary>
    internal override Task<IAsyncDisposable> RefuseChangesAsync() => Task.FromResult<IAsyncDisposable>(new OtherWriter(_folder.Database));

    internal override async Task SpoilDataAsync(EventId id) => _ = await Current.Storage.Writer.RunAsync(new QueryCommand<int>(connection =>
    {
        using var spoil = connection.Prepare("update events set data = cast('{\"other\":1}' as blob) where id = ?1");
        return spoil.Bind(1, id.Value).Execute();
    }));

    private sealed class OtherWriter : IAsyncDisposable
    {
        private readonly SqliteConnection _connection;

        public OtherWriter(string path)
        {
            _connection = SqliteConnection.Open(path, readOnly: false);
            _connection.Execute("pragma busy_timeout = 60000; begin immediate");
        }

        public ValueTask DisposeAsync()
        {
            _connection.Execute("rollback");
            _connection.Dispose();
            return default;
        }
    }
}
