using System.Diagnostics.CodeAnalysis;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;
using Posthorn.Cli.Serving;
using Posthorn.Emulators.Running;
using Posthorn.Emulators.Scripting;

namespace Posthorn.Cli.Emulating;

/// <summary>Reads what the options only point at: secrets and the scenario.</summary>
internal static class WishReading
{
    /// <returns>Null when something of it cannot be read; that was told by then.</returns>
    public static async Task<EmulatorOptions?> ReadAsync(string vendor, EmulateWishes wishes, Surroundings surroundings, CancellationToken stop)
    {
        var (secret, problem) = wishes.SecretVariable is { } name
            ? SecretSources.OfVariable(name, "--secret-env", surroundings)
            : await SecretSources.OfFileAsync(wishes.SecretFile, surroundings, stop);
        var (oldSecret, oldProblem) = SecretSources.OfVariable(wishes.OldSecretVariable, "--old-secret-env", surroundings);
        if (wishes is { SecretVariable: { }, SecretFile: { } })
        {
            problem = "--secret-file and --secret-env both name the secret; give one of them.";
        }

        if ((problem ?? oldProblem) is { } wrong)
        {
            _ = ServerLife.Refuse(surroundings, wrong, ExitCodes.WrongUsage);
            return null;
        }

        var options = wishes.Options with { Secret = secret, OldSecret = oldSecret };
        return wishes.Scenario is not { } path ? options
            : TryReadScenario(path, vendor, surroundings, out var scenario) ? options with { Scenario = scenario }
            : null;
    }

    private static bool TryReadScenario(string path, string vendor, Surroundings surroundings, [NotNullWhen(true)] out Scenario? scenario)
    {
        var reading = ScenarioFile.Read(path, vendor, surroundings.Variable);
        FileNotes.Tell(path, reading.Mistakes, surroundings);
        scenario = reading.Scenario;
        return scenario is not null;
    }
}
