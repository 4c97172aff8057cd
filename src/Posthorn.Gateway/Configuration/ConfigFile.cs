using System.Net;
using Posthorn.Server;

namespace Posthorn.Gateway.Configuration;

/// <summary>Reads a gateway's configuration: a YAML file, whole, with everything that is wrong told at once.</summary>
internal static class ConfigFile
{
    private const string UsualAdminListen = "http://127.0.0.1:8081";
    private const double UsualRetentionDays = 40;
    private const double UsualGraceSeconds = 25;

    /// <param name="variable">The environment.</param>
    public static ConfigReading Read(string path, Func<string, string?> variable, DateTimeOffset now)
    {
        var notes = new ConfigNotes();
        var settings = YamlFile.Load(path, variable, notes, "The file must be one YAML document with keys such as listen, storage, sources and destinations.") is { } file
            ? Read(file, notes, now, path)
            : null;
        return new(notes.Mistakes.Count == 0 ? settings : null, notes.Mistakes, notes.Warnings);
    }

    private static GatewaySettings Read(Section file, ConfigNotes notes, DateTimeOffset now, string path)
    {
        var listen = file.Value("listen", required: true)?.Text ?? string.Empty;
        var server = ServerOf(file, listen, path);
        var sources = SourceSections.Read(file, notes);
        var names = file.Child("sources")?.Keys.ToList() ?? [];
        IPNetwork[] allowed = [.. server.AllowEgress.Where(static range => IPNetwork.TryParse(range, out _)).Select(IPNetwork.Parse)];
        var destinations = DestinationSections.Read(file, names, allowed, now);
        file.Close();
        ServerKeys.Check(listen, server, file, notes);
        foreach (var idle in names.Where(name => !destinations.Any(one => one.From.Contains(name, StringComparer.Ordinal))))
        {
            notes.Warn(file.LineOf("sources"), $"sources.{idle}: no destination takes anything from it. What comes is stored, and forwarded to nobody.");
        }

        return new(listen, server, sources, destinations);
    }

    private static ServerOptions ServerOf(Section file, string listen, string path)
    {
        var (admin, egress) = (file.Child("admin"), file.Child("egress"));
        var options = new ServerOptions
        {
            Storage = ServerKeys.Beside(path, file.Value("storage", required: true)?.Text ?? string.Empty),
            NodeName = file.Value("nodeName")?.Text,
            MasterKey = file.Secret("masterKey")?.Text,
            Retention = file.Duration("retention", TimeSpan.FromDays(UsualRetentionDays)),
            DrainGrace = file.Duration("drainGrace", TimeSpan.FromSeconds(UsualGraceSeconds)),
            Urls = [admin?.Value("listen")?.Text ?? UsualAdminListen],
            OtherListeners = [listen],
            OperatorKey = admin?.Secret("key")?.Text,
            AllowEgress = [.. (egress?.Values("allow") ?? []).Select(static range => range.Text)],
            EgressCa = egress?.Value("authorities")?.Text is { } authorities ? ServerKeys.PathBeside(path, authorities) : null,
            Calls = AdminCalls.All,
            WhyNotOthers = AdminCalls.WhyNotOthers,
        };
        admin?.Close();
        egress?.Close();
        return options;
    }
}
