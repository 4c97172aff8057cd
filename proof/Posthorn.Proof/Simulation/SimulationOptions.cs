using System.CommandLine;
using System.CommandLine.Parsing;
using Posthorn.Proof.Killing;

namespace Posthorn.Proof.Simulation;

/// <summary>The options of simulated runs, beside those of the runs with real processes.</summary>
internal sealed class SimulationOptions
{
    private const int DefaultSeeds = 2_000;

    private readonly Option<bool> _simulate = new("--simulate")
    {
        Description = "Runs the engine in simulated worlds instead: one thread, clock, network and store of each world are made of its seed.",
    };

    private readonly Option<int> _seeds = new("--seeds")
    {
        Description = "How many worlds to simulate, from seed 1 on. With --seed in its place, that world alone, and all that happens in it. Default: 2000.",
        HelpName = "n",
        DefaultValueFactory = static _ => DefaultSeeds,
    };

    public SimulationOptions() => _seeds.Validators.Add(static result =>
    {
        if (result.GetValueOrDefault<int>() < 1)
        {
            result.AddError("--seeds must be at least 1.");
        }
    });

    public Symbol[] Symbols => [_simulate, _seeds];

    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_simulate);

    /// <summary>The world that alone is asked for; nothing when all are.</summary>
    public static ulong? OneSeed(ParseResult parsed, Option<ulong> seed) => parsed.GetResult(seed) is { Implicit: false } ? parsed.GetValue(seed) : null;

    /// <summary>Says which options do not belong together.</summary>
    public void Require(CommandResult result, KillingOptions killing)
    {
        if (!result.GetValue(_simulate))
        {
            if (IsGiven(result, _seeds))
            {
                result.AddError("--seeds is of simulated worlds: name --simulate too.");
            }

            return;
        }

        foreach (var option in killing.Symbols.OfType<Option>().Where(option => option != killing.Seed && IsGiven(result, option)))
        {
            result.AddError($"{option.Name} is of runs with real processes: leave it out, or --simulate.");
        }

        if (IsGiven(result, _seeds) && IsGiven(result, killing.Seed))
        {
            result.AddError("--seed shows one world and --seeds runs many: name one of them.");
        }
    }

    public int Seeds(ParseResult parsed) => parsed.GetValue(_seeds);

    private static bool IsGiven(SymbolResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
