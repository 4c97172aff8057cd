using System.CommandLine;
using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Killing;

/// <summary>The options of a run with real processes.</summary>
internal sealed class KillingOptions
{
    private const int DefaultNodes = 3;
    private const double DefaultRate = 200;

    private static readonly TimeSpan DefaultDuration = TimeSpan.FromMinutes(2);

    private readonly Option<string> _storage = new("--storage")
    {
        Description = "The store: postgres (the run starts one of its own) or sqlite. Default: postgres.",
        HelpName = "kind",
        DefaultValueFactory = static _ => "postgres",
    };

    private readonly Option<int> _nodes = Number("--nodes", "How many nodes share the PostgreSQL, 1 to 9. Default: 3. With sqlite there is one.", DefaultNodes, 1, 9);

    private readonly Option<string?> _duration = new("--duration")
    {
        Description = "How long it lasts at least, such as 90s, 2m, 1h. Default: 2m where neither kills nor events are given.",
        HelpName = "time",
    };

    private readonly Option<int> _kills = Number("--kills", "How many processes get a SIGKILL at least. It goes on until time, kills and events are reached.", 0, 0, 1_000_000);

    private readonly Option<int> _events = Number("--events", "How many events are acknowledged at least.", 0, 0, 100_000_000);

    private readonly Option<double> _rate = new("--rate")
    {
        Description = "How many events are published a second, two to three deliveries each. Default: 200.",
        HelpName = "n",
        DefaultValueFactory = static _ => DefaultRate,
    };

    private readonly Option<int> _seed = Number("--seed", "Decides which fault comes when, and what the endpoints do. Default: 1.", 1, int.MinValue, int.MaxValue);

    private readonly Option<string?> _directory = new("--directory")
    {
        Description = "Below which folder its files lie while it runs. Default: the system's temporary one.",
        HelpName = "folder",
    };

    private readonly Option<bool> _keep = new("--keep") { Description = "Leaves journals, logs and database where they are, and says where." };

    public KillingOptions()
    {
        _ = _storage.AcceptOnlyFromAmong("postgres", "sqlite");
        _duration.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !Durations.TryParse(text, out _))
            {
                result.AddError("--duration must be a number and a unit: 90s, 2m, 1h.");
            }
        });
        _rate.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 100_000))
            {
                result.AddError("--rate must be above 0, at most 100000.");
            }
        });
    }

    public Option<string?> Report { get; } = new("--report") { Description = "Writes the report into this file too, as Markdown.", HelpName = "file" };

    public Option<bool> Json { get; } = new("--json") { Description = "Prints the report as JSON." };

    public Symbol[] Symbols => [_storage, _nodes, _duration, _kills, _events, _rate, _seed, Report, _directory, Json, _keep];

    public KillingPlan Read(ParseResult parsed)
    {
        var storage = parsed.GetValue(_storage) == "sqlite" ? StorageKind.Sqlite : StorageKind.Postgres;
        var (kills, events) = (parsed.GetValue(_kills), parsed.GetValue(_events));
        var duration = parsed.GetValue(_duration) is { } text && Durations.TryParse(text, out var given) ? given
            : kills > 0 || events > 0 ? TimeSpan.Zero
            : DefaultDuration;

        return new(
            storage,
            storage == StorageKind.Sqlite ? 1 : parsed.GetValue(_nodes),
            duration,
            kills,
            events,
            parsed.GetValue(_rate),
            parsed.GetValue(_seed),
            parsed.GetValue(_directory),
            parsed.GetValue(_keep));
    }

    private static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "n", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
            {
                result.AddError($"{name} must be {least} to {most}.");
            }
        });
        return option;
    }
}
