using Npgsql;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Writing.Batching;
using Posthorn.Postgres.Writing.Recovering;

namespace Posthorn.Postgres.Writing.Claiming;

/// <summary>Claims for the lanes of this node, many in one round trip: each from its mark on, and in a second look from the start where that was too little.</summary>
internal sealed class ClaimWriter(ILaneLeases leases, HandedOut handedOut, ClaimMarks marks, WriteParts parts) : BatchWriter<ClaimCommand>
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly ClaimStatement _statement = new();

    public override async Task WriteAsync(NpgsqlConnection connection, ArraySegment<ClaimCommand> commands)
    {
        var term = leases.Term;
        marks.Enter(term);

        // Each lane once in a statement: what it has locked for one it would not skip for another.
        var rounds = commands.GroupBy(static command => command.Request.EndpointKey).SelectMany(static ofLane => ofLane.Select(static (command, round) => (command, round)))
            .GroupBy(static one => one.round, static one => one.command);
        foreach (var round in rounds)
        {
            await ClaimAsync(connection, term, [.. round]);
        }
    }

    private async Task ClaimAsync(NpgsqlConnection connection, long term, ClaimCommand[] commands)
    {
        var lanes = commands.Select(command => new LaneClaim(
            command.Request, command.Now, command.Request.ChangedBefore is null ? marks.Of(command.Request.EndpointKey) : default)).ToList();
        if (term != 0)
        {
            _ = await LookAsync(connection, term, lanes);
            await LookBackAsync(connection, term, lanes);
        }

        for (var i = 0; i < lanes.Count; i++)
        {
            commands[i].Result = lanes[i].ToClaim();
            commands[i].Complete();
        }
    }

    private async Task<long> LookAsync(NpgsqlConnection connection, long term, List<LaneClaim> lanes)
    {
        var wasted = await _statement.ExecuteAsync(connection, term, lanes);
        foreach (var lane in lanes)
        {
            handedOut.Add(term, lane.Ids);
            if (!lane.IsOurs)
            {
                marks.Forget(lane.Request.EndpointKey);
            }
            else if (lane.Last is { } last)
            {
                marks.Move(lane.Request.EndpointKey, last);
            }
        }

        return wasted;
    }

    // What the first look brought is claimed, whatever happens to the second.
    private async Task LookBackAsync(NpgsqlConnection connection, long term, List<LaneClaim> lanes)
    {
        var back = new List<(LaneClaim Lane, LaneClaim Further)>();
        foreach (var lane in lanes.Where(static lane => lane.IsShort))
        {
            if (marks.RestOf(lane.Request.EndpointKey) is var rest && rest > TimeSpan.Zero)
            {
                lane.LookAgainAt(lane.Now + rest);
            }
            else
            {
                back.Add((lane, lane.FromStart()));
            }
        }

        if (back.Count == 0)
        {
            return;
        }

        try
        {
            var wasted = await LookAsync(connection, term, back.ConvertAll(static one => one.Further));
            foreach (var (lane, further) in back)
            {
                lane.Take(further);
                marks.LookedBack(lane.Request.EndpointKey, wasted);
            }
        }
        catch (Exception exception)
        {
            PreparedStatements.Forget(connection, exception);
            if (StoreFailure.IsAmbiguous(exception))
            {
                parts.Doubted();
            }

            back.ForEach(static one => one.Lane.LookAgainAt(one.Lane.Now + AfterFailure));
        }
    }
}
