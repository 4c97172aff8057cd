using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Lanes;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Claiming;

/// <summary>One look for what is due, for many lanes at once.</summary>
internal sealed class ClaimStatement
{
    private readonly ArrayStatement _statement = new(ClaimSql.Claim);
    private readonly StrongBox<long> _term;
    private readonly List<int> _places;
    private readonly List<long> _endpoints;
    private readonly List<int> _most;
    private readonly List<int> _bytes;
    private readonly List<DateTime> _now;
    private readonly List<DateTime> _dueBy;
    private readonly List<DateTime?> _changedBefore;
    private readonly List<DateTime> _fromDue;
    private readonly List<long> _fromSequence;

    public ClaimStatement()
    {
        _term = _statement.Value<long>(NpgsqlDbType.Bigint);
        _places = _statement.Column<int>(NpgsqlDbType.Integer);
        _endpoints = _statement.Column<long>(NpgsqlDbType.Bigint);
        _most = _statement.Column<int>(NpgsqlDbType.Integer);
        _bytes = _statement.Column<int>(NpgsqlDbType.Integer);
        _now = _statement.Column<DateTime>(NpgsqlDbType.TimestampTz);
        _dueBy = _statement.Column<DateTime>(NpgsqlDbType.TimestampTz);
        _changedBefore = _statement.Column<DateTime?>(NpgsqlDbType.TimestampTz);
        _fromDue = _statement.Column<DateTime>(NpgsqlDbType.TimestampTz);
        _fromSequence = _statement.Column<long>(NpgsqlDbType.Bigint);
    }

    /// <summary>Claims, in one commit, and gives each lane what is its own.</summary>
    public async Task ExecuteAsync(NpgsqlConnection connection, long term, IReadOnlyList<LaneClaim> lanes)
    {
        _statement.Clear();
        _term.Value = term;
        for (var place = 0; place < lanes.Count; place++)
        {
            Add(place, lanes[place]);
        }

        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Plans.ByIndex), _statement.ToCommand() } };
        await using var reader = await batch.ExecuteReaderAsync();
        _ = await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            var lane = lanes[reader.GetInt32(0)];
            if (reader.IsDBNull(2))
            {
                lane.Take(reader.IsDBNull(1) ? null : reader.GetFieldValue<DateTimeOffset>(1));
            }
            else
            {
                lane.Take(new(reader.GetDateTime(1), reader.GetInt64(4)), Read(reader, lane.Request.EndpointKey, term));
            }
        }

        await reader.ToEndAsync();
    }

    private void Add(int place, LaneClaim lane)
    {
        var request = lane.Request;
        _places.Add(place);
        _endpoints.Add(request.EndpointKey);
        _most.Add(request.Limit);
        _bytes.Add(request.MaxBytes);
        _now.Add(lane.Now.UtcDateTime);
        _dueBy.Add(request.DueBy.UtcDateTime);
        _changedBefore.Add(request.ChangedBefore?.UtcDateTime);
        _fromDue.Add(DateTime.SpecifyKind(lane.From.DueAt, DateTimeKind.Utc));
        _fromSequence.Add(lane.From.Sequence);
    }

    private static DueDelivery Read(NpgsqlDataReader row, long endpointKey, long term)
    {
        var data = row.GetFieldValue<byte[]>(11);
        return new()
        {
            Id = new(row.GetGuid(2)),
            EventId = new(row.GetGuid(3)),
            EventSequence = row.GetInt64(4),
            EndpointKey = endpointKey,
            EventType = row.GetString(5),
            OccurredAt = row.GetFieldValue<DateTimeOffset>(6),
            Holder = term,
            Attempt = row.GetInt32(7),
            Uncounted = row.GetInt32(8),
            ScheduleStart = row.GetFieldValue<DateTimeOffset>(9),
            BodyHash = row.GetInt64(10),
            Data = data,
            Reserved = DueDelivery.Weigh(data.Length),
        };
    }
}
