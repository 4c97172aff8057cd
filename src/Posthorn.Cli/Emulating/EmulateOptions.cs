using System.CommandLine;
using Posthorn.Emulators.Running;

namespace Posthorn.Cli.Emulating;

/// <summary>The options of <c>emulate</c>. Whether they make sense, the emulator knows.</summary>
internal sealed class EmulateOptions
{
    private const string DefaultUrl = "http://127.0.0.1:4010";

    private readonly Option<string> _urls = new("--urls")
    {
        Description = $"Where to listen. Port 0 takes a free one. Default: {DefaultUrl}, this machine alone.",
        HelpName = "url",
        DefaultValueFactory = _ => DefaultUrl,
    };

    private readonly Option<string?> _notify = new("--notify")
    {
        Description = "The partner's URL that notifications are sent to. Plain http is fine on this machine and in private networks. Default: none, nothing is pushed.",
        HelpName = "url",
    };

    private readonly Option<string?> _secretFile = new("--secret-file")
    {
        Description = "A file with the secret that notifications are signed with; - reads standard input. Default: one that comes out of the seed, and is shown.",
        HelpName = "file",
    };

    private readonly Option<string?> _secretEnv = new("--secret-env")
    {
        Description = "The environment variable that has the secret, instead of a file.",
        HelpName = "name",
    };

    private readonly Option<string?> _oldSecretEnv = new("--old-secret-env")
    {
        Description = "The environment variable that has the former secret, for the outcome old-secret. Default: one that comes out of the seed, and is shown.",
        HelpName = "name",
    };

    private readonly Option<string?> _scenario = new("--scenario")
    {
        Description = "A YAML file that says what becomes of which session; samples/scenarios has some. Default: everything succeeds.",
        HelpName = "file",
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "What ids, content and durations are drawn from: the same seed, the same run. Default: 1.",
        HelpName = "n",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<double> _timeScale = new("--time-scale")
    {
        Description = "How much faster the vendor's times go by; at 60 a minute takes a second. Default: 1.",
        HelpName = "x",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string> _storage = new("--storage")
    {
        Description = "Where sessions and events are kept: memory, or sqlite: and a file. Default: memory.",
        HelpName = "store",
        DefaultValueFactory = _ => EmulatorOptions.Memory,
    };

    private readonly Option<bool> _reset = new("--reset") { Description = "Empties the store first." };

    private readonly Option<int?> _requestsPerMinute = new("--requests-per-minute")
    {
        Description = "Answers 429 to what comes beyond, until the minute is over; the minute is scaled. Default: no limit.",
        HelpName = "n",
    };

    public Symbol[] Symbols => [_urls, _notify, _secretFile, _secretEnv, _oldSecretEnv, _scenario, _seed, _timeScale, _storage, _reset];

    /// <summary>Those of a vendor that has a limit.</summary>
    public Symbol[] SymbolsWithLimit => [.. Symbols, _requestsPerMinute];

    public EmulateWishes Read(ParseResult parsed) => new(
        new EmulatorOptions
        {
            Url = parsed.GetValue(_urls)!,
            NotifyUrl = parsed.GetValue(_notify),
            Seed = parsed.GetValue(_seed),
            TimeScale = parsed.GetValue(_timeScale),
            Storage = parsed.GetValue(_storage)!,
            Reset = parsed.GetValue(_reset),
            RequestsPerMinute = parsed.GetValue(_requestsPerMinute),
        },
        parsed.GetValue(_secretFile),
        parsed.GetValue(_secretEnv),
        parsed.GetValue(_oldSecretEnv),
        parsed.GetValue(_scenario));
}
