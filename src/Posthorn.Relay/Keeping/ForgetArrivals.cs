using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Relay.Keeping;

/// <summary>Removes what came before a moment, some at a time: whoever waits for a commit does not wait for all of it.</summary>
internal sealed class ForgetArrivals(DateTimeOffset before, int limit) : WriteCommand<IReadOnlyList<Removal>>
{
    internal override bool CanWait => true;

    protected override IReadOnlyList<Removal> Apply(SqliteConnection connection) =>
        OldestArrivals.BeforeTime(connection, before.ToUnixTimeMilliseconds(), limit);
}
