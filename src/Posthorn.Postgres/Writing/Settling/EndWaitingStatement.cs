using NpgsqlTypes;

namespace Posthorn.Postgres.Writing.Settling;

/// <summary>Deliveries that waited, and end without an attempt.</summary>
internal sealed class EndWaitingStatement : SettleStatement
{
    private readonly List<int> _places;
    private readonly List<Guid> _ids;
    private readonly List<int> _attempts;
    private readonly List<DateTime> _starts;
    private readonly List<int> _states;
    private readonly List<int> _uncounted;
    private readonly List<string?> _outcomes;
    private readonly List<DateTime> _at;

    public EndWaitingStatement()
        : base(SettleSql.EndWaiting)
    {
        _places = Statement.Column<int>(NpgsqlDbType.Integer);
        _ids = Statement.Column<Guid>(NpgsqlDbType.Uuid);
        _attempts = Statement.Column<int>(NpgsqlDbType.Integer);
        _starts = Statement.Column<DateTime>(NpgsqlDbType.TimestampTz);
        _states = Statement.Column<int>(NpgsqlDbType.Integer);
        _uncounted = Statement.Column<int>(NpgsqlDbType.Integer);
        _outcomes = Statement.Column<string?>(NpgsqlDbType.Text);
        _at = Statement.Column<DateTime>(NpgsqlDbType.TimestampTz);
    }

    public override int Count => _ids.Count;

    public void Add(int place, SettleCommand command)
    {
        var delivery = command.Settlement.Delivery;
        _places.Add(place);
        _ids.Add(delivery.Id.Value);
        _attempts.Add(delivery.Attempt);
        _starts.Add(delivery.ScheduleStart.UtcDateTime);
        _states.Add((int)command.State);
        _uncounted.Add(command.Uncounted);
        _outcomes.Add(command.LastOutcome);
        _at.Add(command.Settlement.At.UtcDateTime);
    }
}
