using System.CommandLine;
using Posthorn.Bench.Roles;
using Posthorn.Bench.Running;

namespace Posthorn.Bench.Receiving;

/// <summary>The options of <c>bench receive</c>.</summary>
internal sealed class ReceiveOptions
{
    private readonly Option<string> _storage = new("--storage")
    {
        Description = "The store to measure on: sqlite, or postgres from the programs that are installed.",
        HelpName = "kind",
        DefaultValueFactory = _ => RunOptions.Sqlite,
    };

    private readonly Option<string> _directory = new("--directory")
    {
        Description = "Where databases live during the run. Must be on a disk.",
        DefaultValueFactory = _ => Path.GetTempPath(),
    };

    private readonly Option<int> _rounds = RunOptions.Number("--rounds", "Rounds, all receivers in turns.", 3);
    private readonly Option<int> _seconds = RunOptions.Number("--seconds", "Seconds of each measured window.", 10);
    private readonly Option<int> _warmUp = RunOptions.Number("--warm-up", "Seconds under load before a window.", 5);
    private readonly Option<int> _connections = RunOptions.Number("--connections", "Connections of the sender.", 128);
    private readonly Option<int> _payload = RunOptions.Number("--payload-bytes", "Size of an event's data.", 1024);

    public ReceiveOptions() => _ = _storage.AcceptOnlyFromAmong(RunOptions.Sqlite, RunOptions.Postgres);

    public Option<string?> Express { get; } = new("--express")
    {
        Description = "The folder bench/receivers/express, after 'npm ci' in it: measures the handler of usual advice beside them.",
        HelpName = "folder",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Prints the report as JSON." };

    public Option<bool> Check { get; } = new("--check") { Description = "Ends with exit code 1 where a target is missed." };

    public void AddTo(Command command)
    {
        Option[] all = [_storage, _directory, _rounds, _seconds, _warmUp, _connections, _payload, Express, Json, Check];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    public BenchOptions Read(ParseResult parsed) => new(
        Server: [],
        Only: [],
        parsed.GetRequiredValue(_storage),
        parsed.GetRequiredValue(_directory),
        parsed.GetValue(_rounds),
        TimeSpan.FromSeconds(parsed.GetValue(_seconds)),
        TimeSpan.FromSeconds(parsed.GetValue(_warmUp)),
        parsed.GetValue(_connections),
        InFlight: 0,
        Endpoints: 0,
        OnTheirWay: int.MaxValue,
        parsed.GetValue(_payload),
        HangRate: 0,
        Backlog: 0,
        History: 0,
        Snapshot: TimeSpan.Zero);
}
