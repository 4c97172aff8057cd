using System.Globalization;
using Posthorn.Server;

namespace Posthorn.Cli.Serving;

/// <summary>What a server says of itself when it starts: where the store is, what is open, where it listens.</summary>
internal static class StartUpLines
{
    private const string Listens = "Listens at ";

    /// <param name="store">The store, in one line.</param>
    public static IEnumerable<string> Before(ServerOptions options, string store) =>
    [
        $"{CommandTree.Name} {VersionCommand.Version}",
        $"Store       {store}",
        options.AllowEgress.Count == 0
            ? "Endpoints   https at public addresses, nothing else (--allow-egress opens a range)"
            : $"Endpoints   https at public addresses; OPEN beside them, plain http too: {string.Join(", ", options.AllowEgress)}",
        options.EgressCa is { } file ? $"Authorities the system's, and those in {Printable.Of(file)}" : "Authorities the system's",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Events      up to {options.PayloadLimit} bytes of data, kept {options.Retention.TotalDays:0.#} days after their last change"),
    ];

    /// <summary>Which key opens everything; the key itself only at the one start that made it.</summary>
    public static string KeyOf(string? made, string? given, string whereGiven) => (made, given) switch
    {
        ({ } shown, _) => $"{shown}  <- the key that opens everything, shown this once. Store it now.",
        (null, { }) => whereGiven,
        _ => "the key that was shown at the first start",
    };

    /// <summary>Comes last: who reads it may call.</summary>
    public static string Address(string url) => Listens + url;

    /// <summary>Reads the line again; null when it is another one.</summary>
    public static Uri? AddressIn(string line) =>
        line.StartsWith(Listens, StringComparison.Ordinal) ? new Uri(line[Listens.Length..].TrimEnd('/') + '/') : null;
}
