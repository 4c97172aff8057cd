using System.CommandLine;

namespace Posthorn.Cli.Listening;

/// <summary>The options of <c>listen</c>.</summary>
internal sealed class ListenCommandOptions
{
    private const double DefaultTimeout = 100;
    private const double MostTimeout = 3600;

    private readonly Option<string> _relay = new("--relay") { Description = "The relay's address.", HelpName = "url", Required = true };

    private readonly Option<string> _source = new("--source") { Description = "The source to listen to.", HelpName = "name", Required = true };

    private readonly Option<string> _to = new("--to") { Description = "Where to forward to.", HelpName = "url", Required = true };

    private readonly Option<string?> _listener = new("--listener")
    {
        Description = "The name under which the relay knows this listener, one for each that runs at a time. Default: this machine's name.",
        HelpName = "name",
    };

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = "A file with the token of the source; - reads standard input. Default: POSTHORN_RELAY_TOKEN.",
        HelpName = "file",
    };

    private readonly Option<string?> _tokenEnv = new("--token-env") { Description = "The environment variable that has the token, instead of a file.", HelpName = "name" };

    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "Shows only arrivals with this text in method, path or type. All are forwarded.",
        HelpName = "text",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Prints a line of JSON for each arrival, without content." };

    private readonly Option<bool> _showPhi = new("--show-phi") { Description = "Shows values of headers and bodies from the start. Default: they are masked." };

    private readonly Option<bool> _keepPath = new("--keep-path") { Description = "Appends to --to what stood behind /in/SOURCE in the path." };

    private readonly Option<bool> _noRetry = new("--no-retry") { Description = "Gives up what is not answered at once, and goes on with the next." };

    private readonly Option<double> _timeout = new("--timeout")
    {
        Description = "How many seconds an answer may take, 0.1 to 3600. Default: 100.",
        HelpName = "s",
        DefaultValueFactory = _ => DefaultTimeout,
    };

    private readonly Option<string?> _cursor = new("--cursor")
    {
        Description = "The file that says how far everything is forwarded. Default: one for relay, source and listener in the user's state folder.",
        HelpName = "file",
    };

    private readonly Option<string[]> _allowEgress = new("--allow-egress")
    {
        Description = "A range of private addresses that the relay or the target may have, such as 10.20.0.0/16. Default: this machine alone.",
        HelpName = "cidr",
    };

    private readonly Option<string?> _egressCa = new("--egress-ca")
    {
        Description = "A PEM file of authorities that certificates may come from, beside the system's.",
        HelpName = "file",
    };

    public ListenCommandOptions() => _timeout.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<double>() is var value && !(value is >= 0.1 and <= MostTimeout))
        {
            result.AddError($"{_timeout.Name} must be 0.1 to {MostTimeout}.");
        }
    });

    public Symbol[] Symbols =>
        [_relay, _source, _to, _listener, _tokenFile, _tokenEnv, _filter, _json, _showPhi, _keepPath, _noRetry, _timeout, _cursor, _allowEgress, _egressCa];

    public ListenWishes Read(ParseResult parsed) => new()
    {
        Relay = parsed.GetValue(_relay)!,
        Source = parsed.GetValue(_source)!,
        To = parsed.GetValue(_to)!,
        Listener = parsed.GetValue(_listener),
        TokenFile = parsed.GetValue(_tokenFile),
        TokenVariable = parsed.GetValue(_tokenEnv),
        Filter = parsed.GetValue(_filter),
        Json = parsed.GetValue(_json),
        ShowPhi = parsed.GetValue(_showPhi),
        KeepPath = parsed.GetValue(_keepPath),
        NoRetry = parsed.GetValue(_noRetry),
        TimeoutSeconds = parsed.GetValue(_timeout),
        Cursor = parsed.GetValue(_cursor),
        AllowEgress = [.. (parsed.GetValue(_allowEgress) ?? []).SelectMany(static value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
        EgressCa = parsed.GetValue(_egressCa),
    };
}
