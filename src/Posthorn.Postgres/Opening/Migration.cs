using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Posthorn.Postgres.Opening;

/// <summary>One numbered step of the schema. Once released it is never changed; a later one is added.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    private const string Prefix = "Posthorn.Postgres.Migrations.";

    public byte[] Sha256 => SHA256.HashData(Encoding.UTF8.GetBytes(Sql));

    /// <summary>Those that this program brings, in order.</summary>
    public static IReadOnlyList<Migration> Embedded()
    {
        var assembly = typeof(Migration).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Read(assembly, name)),
        ];
    }

    private static Migration Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var name = resource[Prefix.Length..];

        return new(int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
