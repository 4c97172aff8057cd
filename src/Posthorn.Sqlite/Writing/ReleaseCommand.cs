using Posthorn.Delivery.Lanes;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>Gives back claims whose attempt was never begun.</summary>
internal sealed class ReleaseCommand(IReadOnlyList<DueDelivery> deliveries, DateTimeOffset now) : WriteCommand<int>
{
    private const string GiveBack = """
        update deliveries set due_at = ?4, attempts = attempts - 1, changed_at = ?4
        where event_sequence = ?1 and endpoint_key = ?2 and attempts = ?3 and due_at = 9223372036854775807
        """;

    protected override int Apply(SqliteConnection connection) => deliveries.Sum(delivery => connection.Kept(GiveBack)
        .Bind(1, delivery.EventSequence).Bind(2, delivery.EndpointKey).Bind(3, delivery.Attempt).Bind(4, now)
        .Execute());
}
