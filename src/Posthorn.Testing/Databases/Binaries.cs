using System.Globalization;

namespace Posthorn.Testing.Databases;

/// <summary>Where the programs of PostgreSQL and PgBouncer lie on this machine.</summary>
internal static class Binaries
{
    /// <summary>Names the folder of PostgreSQL's programs where it is none of the usual ones.</summary>
    public const string FolderVariable = "POSTHORN_POSTGRES_BIN";

    // Where distributions put one folder for each version.
    private static readonly (string Parent, string Prefix)[] Versioned = [("/usr/lib/postgresql", ""), ("/usr", "pgsql-"), ("/opt/homebrew/opt", "postgresql@")];

    /// <exception cref="InvalidOperationException">None is installed.</exception>
    public static string PostgresFolder()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named)
        {
            return HasServer(named) ? named : throw new InvalidOperationException($"{FolderVariable} names '{named}', where there is no initdb and postgres.");
        }

        return Installed().Concat(OnPath()).FirstOrDefault(HasServer)
            ?? throw new InvalidOperationException(
                "No PostgreSQL server is installed here. Install one (Debian and Ubuntu: apt-get install postgresql; macOS: brew install postgresql), "
                + $"or name the folder of initdb and postgres in {FolderVariable}.");
    }

    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static string PgBouncer() =>
        Find("pgbouncer") ?? throw new InvalidOperationException("No PgBouncer is installed here. Install one (Debian and Ubuntu: apt-get install pgbouncer; macOS: brew install pgbouncer).");

    /// <summary>The path of a program; null where there is none.</summary>
    public static string? Find(string program) => OnPath().Append("/usr/sbin").Append("/sbin").Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    // The newest first.
    private static IEnumerable<string> Installed() =>
        from place in Versioned
        where Directory.Exists(place.Parent)
        from folder in Directory.EnumerateDirectories(place.Parent, place.Prefix + "*")
        let version = Path.GetFileName(folder)[place.Prefix.Length..]
        let number = double.TryParse(version, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0
        orderby number descending
        select Path.Combine(folder, "bin");

    private static string[] OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static bool HasServer(string folder) => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));
}
