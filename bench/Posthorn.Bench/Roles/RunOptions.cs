using System.CommandLine;
using Posthorn.Bench.Running;

namespace Posthorn.Bench.Roles;

/// <summary>The options of a run.</summary>
internal sealed class RunOptions
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    private const int LeastEndpoints = 2;

    private readonly Option<string> _server = new("--server")
    {
        Description = "The command that starts Posthorn, without 'serve'; words parted by blanks.",
    };

    private readonly Option<string> _storage = new("--storage")
    {
        Description = "The store to measure on: sqlite, or postgres from the programs that are installed.",
        HelpName = "kind",
        DefaultValueFactory = _ => Sqlite,
    };

    private readonly Option<string[]> _only = new("--only") { AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _directory = new("--directory")
    {
        Description = "Where databases live during the run. Must be on a disk.",
        DefaultValueFactory = _ => Path.GetTempPath(),
    };

    private readonly Option<int> _rounds = Number("--rounds", "Rounds of the throughput, floors and Posthorn in turns.", 3);
    private readonly Option<int> _seconds = Number("--seconds", "Seconds of each measured window.", 10);
    private readonly Option<int> _warmUp = Number("--warm-up", "Seconds under load before a window.", 5);
    private readonly Option<int> _connections = Number("--connections", "Connections of the publisher.", 128);
    private readonly Option<int> _inFlight = Number("--in-flight", "Requests that the floors have under way at once.", 64);
    private readonly Option<int> _endpoints = Number("--endpoints", "Endpoints, two a partner.", 8, LeastEndpoints);
    private readonly Option<int> _window = Number("--window", "Events on their way to the sink at which the publisher holds back.", 2000);
    private readonly Option<int> _payload = Number("--payload-bytes", "Size of an event's data.", 1024);
    private readonly Option<int> _hangRate = Number("--hang-rate", "Events a second beside a hanging endpoint, half of them for it.", 2000);
    private readonly Option<int> _history = Number("--history", "Rows of history that lie in the database, on PostgreSQL.", 5_000_000);
    private readonly Option<int> _snapshot = Number("--snapshot-seconds", "How long an idle snapshot is open under load, on PostgreSQL.", 60);
    private readonly Option<int> _backlog = Number("--backlog", "Deliveries that pile up.", 1_000_000);

    public RunOptions(string[] scenarios)
    {
        _only.Description = "Scenarios to run. All of them where none is named; without a server only throughput and latency.";
        _ = _only.AcceptOnlyFromAmong(scenarios);
        _ = _storage.AcceptOnlyFromAmong(Sqlite, Postgres);
    }

    public Option<bool> Json { get; } = new("--json") { Description = "Prints the report as JSON." };

    public Option<bool> Check { get; } = new("--check") { Description = "Ends with exit code 1 where a target is missed." };

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _server, _only, _storage, _directory, _rounds, _seconds, _warmUp, _connections, _inFlight, _endpoints, _window, _payload, _hangRate,
            _backlog, _history, _snapshot, Json, Check,
        ];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    public BenchOptions Read(ParseResult parsed, IReadOnlyList<string> server) => new(
        parsed.GetValue(_server)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? server,
        parsed.GetValue(_only) ?? [],
        parsed.GetRequiredValue(_storage),
        parsed.GetRequiredValue(_directory),
        parsed.GetValue(_rounds),
        TimeSpan.FromSeconds(parsed.GetValue(_seconds)),
        TimeSpan.FromSeconds(parsed.GetValue(_warmUp)),
        parsed.GetValue(_connections),
        parsed.GetValue(_inFlight),
        parsed.GetValue(_endpoints),
        parsed.GetValue(_window),
        parsed.GetValue(_payload),
        parsed.GetValue(_hangRate),
        parsed.GetValue(_backlog),
        parsed.GetValue(_history),
        TimeSpan.FromSeconds(parsed.GetValue(_snapshot)));

    public static Option<int> Number(string name, string description, int usual, int least = 1)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < least)
            {
                result.AddError($"{name} must be at least {least}.");
            }
        });
        return option;
    }
}
