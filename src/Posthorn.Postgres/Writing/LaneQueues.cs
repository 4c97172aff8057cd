using Posthorn.Postgres.Writing.Batching;
using Posthorn.Postgres.Writing.Claiming;
using Posthorn.Postgres.Writing.Settling;
using Posthorn.Postgres.Writing.Turning;

namespace Posthorn.Postgres.Writing;

/// <summary>The changes that lanes ask for, each kind with pumps of its own: a claim does not wait behind settlements.</summary>
internal sealed record LaneQueues(
    WriteQueue<ClaimCommand> Claims, WriteQueue<SettleCommand> Settlements, WriteQueue<ReleaseCommand> Releases, WriteQueue<SaveHealthCommand> Turns) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Claims.DisposeAsync();
        await Settlements.DisposeAsync();
        await Releases.DisposeAsync();
        await Turns.DisposeAsync();
    }
}
