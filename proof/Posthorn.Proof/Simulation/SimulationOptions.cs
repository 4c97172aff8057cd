using System.CommandLine;

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
        Description = "How many worlds to simulate, from seed 1 on. With --seed that one alone, and what happens in it is shown. Default: 2000.",
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

    public int Seeds(ParseResult parsed) => parsed.GetValue(_seeds);
}
