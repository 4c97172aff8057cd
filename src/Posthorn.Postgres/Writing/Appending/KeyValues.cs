using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Intake;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Appending;

/// <summary>The idempotency keys of a batch, in order: whoever locks several takes them in the same order as the others.</summary>
internal sealed class KeyValues
{
    private readonly List<(int Place, EventToStore Item)> _keyed = [];
    private readonly ArrayStatement _insert = new(AppendSql.Keys);
    private readonly List<long> _partners;
    private readonly List<string> _keys;
    private readonly List<ReadOnlyMemory<byte>> _fingerprints;
    private readonly List<Guid> _events;

    public KeyValues()
    {
        _partners = _insert.Column<long>(NpgsqlDbType.Bigint);
        _keys = _insert.Column<string>(NpgsqlDbType.Text);
        _fingerprints = _insert.Column<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
        _events = _insert.Column<Guid>(NpgsqlDbType.Uuid);
    }

    public NpgsqlBatchCommand ToInsert() => _insert.ToCommand();

    public bool IsEmpty => _keyed.Count == 0;

    /// <summary>The places in the batch of those that have a key, in the order of the keys.</summary>
    public List<int> Places { get; } = [];

    /// <summary>The further columns that another statement needs to find the keys again.</summary>
    public void ShareWith(ArrayStatement other)
    {
        _ = other.Share(Places, NpgsqlDbType.Integer);
        _ = other.Share(_partners, NpgsqlDbType.Bigint);
        _ = other.Share(_keys, NpgsqlDbType.Text);
        _ = other.Share(_events, NpgsqlDbType.Uuid);
    }

    public void Add(int place, EventToStore item)
    {
        if (item.IdempotencyKey is not null)
        {
            _keyed.Add((place, item));
        }
    }

    public void Arrange()
    {
        _keyed.Sort(static (one, other) => one.Item.Partner.Key != other.Item.Partner.Key
            ? one.Item.Partner.Key.CompareTo(other.Item.Partner.Key)
            : string.CompareOrdinal(one.Item.IdempotencyKey, other.Item.IdempotencyKey) is var order and not 0 ? order : one.Place.CompareTo(other.Place));
        foreach (var (place, item) in _keyed)
        {
            Places.Add(place);
            _partners.Add(item.Partner.Key);
            _keys.Add(item.IdempotencyKey!);
            _fingerprints.Add(item.Fingerprint);
            _events.Add(item.Id.Value);
        }
    }

    public void Clear()
    {
        _keyed.Clear();
        Places.Clear();
        _insert.Clear();
    }
}
