using Posthorn.Hosting;
using Posthorn.Server;

namespace Posthorn.Gateway.Configuration;

/// <summary>What the server says of its options, told of the keys that they came from.</summary>
internal static class ServerKeys
{
    private static readonly (string Said, string Section, string Key)[] Keys =
    [
        ("--storage: ", "", "storage"),
        ("--node: ", "", "nodeName"),
        ("--retention: ", "", "retention"),
        ("--drain-grace: ", "", "drainGrace"),
        ("--urls: ", "admin", "listen"),
        ("--allow-egress: ", "egress", "allow"),
        ("--egress-ca: ", "egress", "authorities"),
        ("POSTHORN_MASTER_KEY: ", "", "masterKey"),
        ("POSTHORN_OPERATOR_KEY: ", "admin", "key"),
    ];

    public static void Check(string listen, ServerOptions options, Section file, ConfigNotes notes)
    {
        var said = ServerOptionsCheck.Mistakes(options).Where(one => options.Storage.Length > 0 || !one.StartsWith("--storage", StringComparison.Ordinal));
        foreach (var mistake in said)
        {
            var (prefix, name, key) = Keys.First(row => mistake.StartsWith(row.Said, StringComparison.Ordinal));
            var section = name.Length == 0 ? file : file.Child(name) ?? file;
            notes.Mistake(section.LineOf(key), $"{(name.Length == 0 ? key : $"{name}.{key}")}: {mistake[prefix.Length..]}");
        }

        var urls = ServerOptionsCheck.Mistakes(options with { Urls = [listen] })
            .FirstOrDefault(static one => one.StartsWith("--urls", StringComparison.Ordinal));
        if (urls is not null && listen.Length > 0)
        {
            notes.Mistake(file.LineOf("listen"), "listen: " + urls["--urls: ".Length..]);
        }
    }

    /// <summary>A SQLite file that is named without its folder lies beside the configuration.</summary>
    public static string Beside(string path, string storage) =>
        StorageKind.Of(storage) == StorageKind.Sqlite && StorageKind.PathOf(storage).Length > 0
            ? $"{StorageKind.Sqlite}:{PathBeside(path, StorageKind.PathOf(storage))}"
            : storage;

    public static string PathBeside(string path, string other) => Path.GetFullPath(other, Path.GetDirectoryName(Path.GetFullPath(path))!);
}
