using System.Text;
using Posthorn.Sqlite.Opening;

namespace Posthorn.Relay.Keeping;

/// <summary>The numbered steps of the relay's schema.</summary>
internal static class RelayMigrations
{
    public static IReadOnlyList<Migration> All() => [new(1, "0001_relay.sql", Read("0001_relay.sql"))];

    private static string Read(string name)
    {
        using var stream = typeof(RelayMigrations).Assembly.GetManifestResourceStream("Posthorn.Relay.Migrations." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
