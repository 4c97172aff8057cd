using NpgsqlTypes;
using Posthorn.Delivery.Recording;

namespace Posthorn.Postgres.Writing.Settling;

/// <summary>Claims whose attempt was the last: delivered, dead, or cancelled.</summary>
internal sealed class EndStatement : SettleStatement
{
    private readonly ClaimValues _claims;
    private readonly AttemptValues _attempts;
    private readonly List<int> _states;

    public EndStatement()
        : base(SettleSql.End)
    {
        _claims = new(Statement);
        _attempts = new(Statement);
        _states = Statement.Column<int>(NpgsqlDbType.Integer);
    }

    public override int Count => _states.Count;

    public void Add(int place, SettleCommand command, AttemptRecord attempt)
    {
        _claims.Add(place, command);
        _attempts.Add(attempt);
        _states.Add((int)command.State);
    }
}
