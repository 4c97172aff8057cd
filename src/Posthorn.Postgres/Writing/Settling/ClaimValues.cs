using NpgsqlTypes;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Settling;

/// <summary>The claims that a batch settles, as parameters: by what they are found, and what is written into each.</summary>
internal sealed class ClaimValues(ArrayStatement into)
{
    private readonly List<int> _places = into.Column<int>(NpgsqlDbType.Integer);
    private readonly List<Guid> _ids = into.Column<Guid>(NpgsqlDbType.Uuid);
    private readonly List<long> _holders = into.Column<long>(NpgsqlDbType.Bigint);
    private readonly List<int> _attempts = into.Column<int>(NpgsqlDbType.Integer);
    private readonly List<int> _uncounted = into.Column<int>(NpgsqlDbType.Integer);
    private readonly List<string?> _outcomes = into.Column<string?>(NpgsqlDbType.Text);
    private readonly List<DateTime> _at = into.Column<DateTime>(NpgsqlDbType.TimestampTz);

    public int Count => _ids.Count;

    public void Add(int place, SettleCommand command)
    {
        var delivery = command.Settlement.Delivery;
        _places.Add(place);
        _ids.Add(delivery.Id.Value);
        _holders.Add(delivery.Holder);
        _attempts.Add(delivery.Attempt);
        _uncounted.Add(command.Uncounted);
        _outcomes.Add(command.LastOutcome);
        _at.Add(command.Settlement.At.UtcDateTime);
    }
}
