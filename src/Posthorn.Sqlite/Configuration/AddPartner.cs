using Posthorn.Delivery.Partners;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Configuration;

internal sealed class AddPartner(Partner partner) : WriteCommand<long?>
{
    private const string Insert =
        """
        insert into partners (id, name, self_service, created_at) values (?1, ?2, ?3, ?4)
        on conflict (id) do nothing
        """;

    protected override long? Apply(SqliteConnection connection)
    {
        using var insert = connection.Prepare(Insert);
        var added = insert
            .Bind(1, partner.Id)
            .Bind(2, partner.Name)
            .Bind(3, partner.SelfService ? 1 : 0)
            .Bind(4, partner.CreatedAt)
            .Execute();

        return added == 0 ? null : connection.LastInsertedRow;
    }
}
