using System.CommandLine;
using Posthorn.Relay.Running;

namespace Posthorn.Cli.Relaying;

/// <summary>The options of <c>relay</c>. Whether they make sense, the relay knows.</summary>
internal sealed class RelayCommandOptions
{
    private const string DefaultStorage = "sqlite:relay.db";
    private const string DefaultUrl = "http://127.0.0.1:8090";
    private const long DefaultKeepBytes = 1L << 30;
    private const int DefaultBodyLimit = 1024 * 1024;

    private readonly Option<string[]> _sources = new("--source")
    {
        Description = "A source that is taken for, at /in/NAME. May be given several times.",
        HelpName = "name",
        Required = true,
    };

    private readonly Option<string> _storage = new("--storage")
    {
        Description = $"Where arrivals are kept: sqlite: and a file. Default: {DefaultStorage}.",
        HelpName = "store",
        DefaultValueFactory = _ => DefaultStorage,
    };

    private readonly Option<string[]> _urls = new("--urls")
    {
        Description = $"Where to listen, for vendors and listeners. Port 0 takes a free one. Default: {DefaultUrl}, this machine alone.",
        HelpName = "url",
    };

    private readonly Option<string> _keep = new("--keep")
    {
        Description = "How long an arrival is kept, such as 12h or 7d. Default: 7d.",
        HelpName = "time",
        DefaultValueFactory = _ => "7d",
    };

    private readonly Option<long> _keepBytes = new("--keep-bytes")
    {
        Description = "How many bytes of arrivals are kept; beyond, the oldest go, and it is said. Default: 1073741824.",
        HelpName = "bytes",
        DefaultValueFactory = _ => DefaultKeepBytes,
    };

    private readonly Option<int> _bodyLimit = new("--body-limit")
    {
        Description = "The most bytes that a body may have, 1024 to 16777216. Default: 1048576.",
        HelpName = "bytes",
        DefaultValueFactory = _ => DefaultBodyLimit,
    };

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = "A file with the token that listeners bring; - reads standard input. Default: POSTHORN_RELAY_TOKEN, or one that is made for each source and shown once.",
        HelpName = "file",
    };

    public RelayCommandOptions() => Lifetimes.Check(_keep);

    public Symbol[] Symbols => [_sources, _storage, _urls, _keep, _keepBytes, _bodyLimit, _tokenFile];

    public RelayWishes Read(ParseResult parsed) => new(
        new RelayOptions
        {
            Sources = parsed.GetValue(_sources)!,
            Storage = parsed.GetValue(_storage)!,
            Urls = Split(parsed.GetValue(_urls)) is { Count: > 0 } urls ? urls : [DefaultUrl],
            Keep = Lifetimes.Parse(parsed.GetValue(_keep)!)!.Value,
            KeepBytes = parsed.GetValue(_keepBytes),
            BodyLimit = parsed.GetValue(_bodyLimit),
        },
        parsed.GetValue(_tokenFile));

    private static List<string> Split(string[]? values) =>
        [.. (values ?? []).SelectMany(static value => value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
