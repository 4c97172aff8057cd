using System.CommandLine;
using Posthorn.Server;

namespace Posthorn.Cli.Serving;

/// <summary>The options of <c>serve</c>. Whether they make sense, the server knows; it names every mistake at once.</summary>
internal sealed class ServeOptions
{
    private const string DefaultStorage = "sqlite:posthorn.db";
    private const string DefaultUrl = "http://127.0.0.1:8080";
    private const int DefaultPayloadLimit = 1024 * 1024;
    private const double DefaultRetentionDays = 30;
    private const double DefaultGraceSeconds = 30;

    private readonly Option<string> _storage = new("--storage")
    {
        Description = $"Where events are kept: sqlite: and a file, or postgres: and a connection string for any number of nodes. Default: {DefaultStorage}.",
        HelpName = "store",
        DefaultValueFactory = _ => DefaultStorage,
    };

    private readonly Option<string?> _node = new("--node")
    {
        Description = "This node's name among several. Started again under it, a node takes over from its former self at once. Default: none.",
        HelpName = "name",
    };

    private readonly Option<string[]> _urls = new("--urls")
    {
        Description = $"Where to listen. Port 0 takes a free one. Default: {DefaultUrl}, this machine alone.",
        HelpName = "url",
    };

    private readonly Option<string?> _publicUrl = new("--public-url")
    {
        Description = "Where partners reach this server, such as https://notify.vendor.example: links in notifications begin with it. Default: links are relative.",
        HelpName = "url",
    };

    private readonly Option<string[]> _allowEgress = new("--allow-egress")
    {
        Description = "A range of private addresses that endpoints may have, plain http included, such as 10.20.0.0/16. Default: none.",
        HelpName = "cidr",
    };

    private readonly Option<string?> _egressCa = new("--egress-ca")
    {
        Description = "A PEM file of authorities that endpoints' certificates may come from, beside the system's.",
        HelpName = "file",
    };

    private readonly Option<int> _payloadLimit = new("--payload-limit")
    {
        Description = "The most bytes that an event's data may have, 1024 to 16777216. Default: 1048576.",
        HelpName = "bytes",
        DefaultValueFactory = _ => DefaultPayloadLimit,
    };

    private readonly Option<double> _retention = new("--retention-days")
    {
        Description = "How long an event is kept after its last change. Default: 30.",
        HelpName = "n",
        DefaultValueFactory = _ => DefaultRetentionDays,
    };

    private readonly Option<double> _grace = new("--drain-grace")
    {
        Description = "How many seconds attempts in flight have to end when the server stops. Default: 30.",
        HelpName = "s",
        DefaultValueFactory = _ => DefaultGraceSeconds,
    };

    public ServeOptions()
    {
        Bound(_retention, 3653);
        Bound(_grace, 600);
    }

    public Symbol[] Symbols => [_storage, _node, _urls, _publicUrl, _allowEgress, _egressCa, _payloadLimit, _retention, _grace];

    public ServerOptions Read(ParseResult parsed, Surroundings surroundings) => new()
    {
        Storage = parsed.GetValue(_storage)!,
        NodeName = parsed.GetValue(_node),
        Urls = Split(parsed.GetValue(_urls), ';') is { Count: > 0 } urls ? urls : [DefaultUrl],
        PublicUrl = NotEmpty(parsed.GetValue(_publicUrl)),
        AllowEgress = Split(parsed.GetValue(_allowEgress), ','),
        EgressCa = parsed.GetValue(_egressCa),
        OperatorKey = NotEmpty(surroundings.Variable("POSTHORN_OPERATOR_KEY")),
        MasterKey = NotEmpty(surroundings.Variable("POSTHORN_MASTER_KEY")),
        PayloadLimit = parsed.GetValue(_payloadLimit),
        Retention = TimeSpan.FromDays(parsed.GetValue(_retention)),
        DrainGrace = TimeSpan.FromSeconds(parsed.GetValue(_grace)),
    };

    private static List<string> Split(string[]? values, char separator) =>
        [.. (values ?? []).SelectMany(value => value.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    // What lies in between is the server's to judge; beyond it no TimeSpan can be made.
    private static void Bound(Option<double> option, double most) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<double>() is var value && !(value >= 0 && value <= most))
        {
            result.AddError($"{option.Name} must be 0 to {most}.");
        }
    });
}
