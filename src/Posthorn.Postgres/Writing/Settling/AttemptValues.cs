using NpgsqlTypes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Sending;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Settling;

/// <summary>The attempts of a batch, as parameters of a statement that keeps them.</summary>
internal sealed class AttemptValues(ArrayStatement into)
{
    private readonly List<Guid> _ids = into.Column<Guid>(NpgsqlDbType.Uuid);
    private readonly List<DateTime> _started = into.Column<DateTime>(NpgsqlDbType.TimestampTz);
    private readonly List<long> _took = into.Column<long>(NpgsqlDbType.Bigint);
    private readonly List<string> _outcomes = into.Column<string>(NpgsqlDbType.Text);
    private readonly List<int?> _statuses = into.Column<int?>(NpgsqlDbType.Integer);
    private readonly List<bool> _ambiguous = into.Column<bool>(NpgsqlDbType.Boolean);
    private readonly List<ReadOnlyMemory<byte>> _heads = into.Column<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);

    public void Add(AttemptRecord attempt)
    {
        var answered = attempt.Outcome as AttemptOutcome.Answered;
        _ids.Add(attempt.Id.Value);
        _started.Add(attempt.StartedAt.UtcDateTime);
        _took.Add((long)attempt.Took.TotalMicroseconds);
        _outcomes.Add(attempt.Outcome.Code);
        _statuses.Add(answered?.Status);
        _ambiguous.Add(attempt.Outcome is AttemptOutcome.TimedOut { Ambiguous: true } or AttemptOutcome.Unreachable { Ambiguous: true } or AttemptOutcome.Crashed);
        _heads.Add(answered?.AnswerHead ?? default);
    }
}
