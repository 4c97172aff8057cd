using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Relay.Keeping;

/// <summary>Makes a source where there is none of that name.</summary>
/// <param name="givenHash">Of the token that this start was given; null where the stored one counts.</param>
/// <param name="madeHash">Of the token that counts where there is no other.</param>
internal sealed class EnsureSource(string name, byte[]? givenHash, byte[] madeHash) : WriteCommand<KnownSource>
{
    private const string Insert =
        "insert into sources (name, token_hash, last_sequence, removed, removed_unread) values (?1, ?2, 0, 0, 0) on conflict (name) do nothing";

    private const string Replace = "update sources set token_hash = ?2 where name = ?1";

    private const string Find = "select key, token_hash from sources where name = ?1";

    protected override KnownSource Apply(SqliteConnection connection)
    {
        using var insert = connection.Prepare(Insert);
        _ = insert.Bind(1, name).Bind(2, givenHash ?? madeHash).Execute();
        if (givenHash is not null)
        {
            using var replace = connection.Prepare(Replace);
            _ = replace.Bind(1, name).Bind(2, givenHash).Execute();
        }

        using var find = connection.Prepare(Find);
        return find.Bind(1, name).Read()
            ? new(find.Int64(0), name, find.Bytes(1))
            : throw new InvalidOperationException("A source that was just made is not there.");
    }
}
