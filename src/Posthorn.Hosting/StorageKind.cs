namespace Posthorn.Hosting;

/// <summary>The word before the colon of a storage option.</summary>
internal static class StorageKind
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary>The kind alone: what follows it may be a password.</summary>
    public static string Of(string storage) => storage.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? storage[..colon] : string.Empty;

    public static string PathOf(string storage) => storage[(storage.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
