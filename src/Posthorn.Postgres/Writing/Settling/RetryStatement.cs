using NpgsqlTypes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Postgres.Writing.Settling;

/// <summary>Claims that will be tried again.</summary>
internal sealed class RetryStatement : SettleStatement
{
    private readonly ClaimValues _claims;
    private readonly AttemptValues _attempts;
    private readonly List<DateTime> _due;

    public RetryStatement()
        : base(SettleSql.Retry)
    {
        _claims = new(Statement);
        _attempts = new(Statement);
        _due = Statement.Column<DateTime>(NpgsqlDbType.TimestampTz);
    }

    public override int Count => _due.Count;

    public void Add(int place, SettleCommand command, AttemptRecord attempt, NextStep.RetryAt retry)
    {
        _claims.Add(place, command);
        _attempts.Add(attempt);
        _due.Add(retry.DueAt.UtcDateTime);
    }
}
