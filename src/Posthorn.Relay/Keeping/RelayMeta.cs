using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Configuration;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Relay.Keeping;

/// <summary>Named values of the relay's store: the check of the master key, and the name that the store gave itself.</summary>
internal sealed class RelayMeta(SqliteWriter writer, ReaderPool readers) : IMetaStore
{
    private const string Select = "select value from meta where name = ?1";

    public async ValueTask<byte[]?> ReadMetaAsync(string name)
    {
        using var reader = await readers.RentAsync(CancellationToken.None);
        var meta = reader.Statement(Select).Bind(1, name);
        return meta.Read() ? meta.Bytes(0) : null;
    }

    public async ValueTask<bool> WriteMetaAsync(string name, byte[]? expected, byte[] value) => await writer.RunAsync(new WriteMeta(name, expected, value));
}
