using System.CommandLine;
using Posthorn.Emulators.Running;
using Posthorn.Emulators.Suki;
using Posthorn.Emulators.Sully;

namespace Posthorn.Cli.Emulating;

/// <summary>A vendor on this machine, for whoever integrates with one.</summary>
internal static class EmulateCommands
{
    private const string WhatItIs =
        "Sessions, results and patients are synthetic, and say so. The webhooks are real: signed in the vendor's format, sent and recorded by the engine of a server. "
        + "Without --notify nothing is pushed, and results are there to be pulled. GET /emulator shows what was received and sent, GET /emulator/journal the same as JSON, "
        + "and POST /emulator/reset forgets everything.";

    private const string HowOutcomesAreAsked =
        "Everything succeeds unless a scenario file or an id says otherwise: an encounter or session id with emulate-failure in it fails, and likewise "
        + "timeout, cancellation, skipped, slow, regenerated, late, out-of-order, duplicate, missing, bad-signature and old-secret. docs/emulate.md has the reference.";

    private const string HowSullyIsAsked =
        "Everything succeeds unless a scenario file or what was sent says otherwise: audio whose file name has emulate-failure in it fails, so does a note's transcript or a coding's text, "
        + "and likewise timeout, cancellation, slow, regenerated, late, out-of-order, duplicate, missing, bad-signature and old-secret. docs/emulate.md has the reference.";

    private const string HowItEnds =
        "SIGTERM or Ctrl-C ends it with 0. Exit code 2 when an option or the scenario is wrong, 3 when the store or the address cannot be had. "
        + "Log lines go to the error stream, as JSON.";

    public static CliCommand Create(Surroundings surroundings) =>
        new CliCommand("emulate", "Plays a vendor on this machine: its API, synthetic results, and webhooks that really arrive.").With(
            Of(
                "suki",
                static _ => new SukiVendor(),
                "Plays Suki: sessions, the audio stream, form filling, results and the notification.",
                HowOutcomesAreAsked,
                surroundings,
                static options => options.Symbols),
            Of(
                "sully",
                static _ => new SullyVendor(),
                "Plays Sully: transcriptions of both versions, notes, note styles, codings and their webhooks.",
                HowSullyIsAsked,
                surroundings,
                static options => options.SymbolsWithLimit));

    private static CliCommand Of(
        string vendor, Func<EmulatorOptions, IVendor> play, string description, string asking, Surroundings surroundings, Func<EmulateOptions, Symbol[]> symbols)
    {
        var options = new EmulateOptions();
        var command = new CliCommand(vendor, description)
        {
            Examples =
            [
                $"posthorn emulate {vendor}",
                $"posthorn emulate {vendor} --notify http://127.0.0.1:5000/webhooks/{vendor} --secret-env WEBHOOK_SECRET --time-scale 60",
                $"posthorn emulate {vendor} --scenario scenario.yaml --seed 7 --storage sqlite:emulator.db --reset",
            ],
            Remarks = [WhatItIs, asking, HowItEnds],
        };
        command.With(symbols(options));
        command.SetAction((parsed, stop) => Emulating.RunAsync(vendor, play, options.Read(parsed), surroundings, stop));
        return command;
    }
}
