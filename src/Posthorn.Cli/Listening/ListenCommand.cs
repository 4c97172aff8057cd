namespace Posthorn.Cli.Listening;

internal static class ListenCommand
{
    public static CliCommand Create(Surroundings surroundings)
    {
        var options = new ListenCommandOptions();
        var command = new CliCommand("listen", "Brings what a relay keeps to this machine, byte for byte, as it comes.")
        {
            Examples =
            [
                "posthorn listen --relay https://relay.clinic.example --source suki --to http://localhost:3000/webhooks/suki --token-file listener.token",
                "posthorn listen --relay http://127.0.0.1:8090 --source suki --to http://localhost:3000/webhooks/suki --json",
            ],
            Remarks =
            [
                "Makes one connection to the relay, catches up with what came meanwhile, and goes on as it comes. Method, headers and bytes go on unchanged, so signatures still verify. "
                    + "An answer of any status counts as delivered; what is not answered is tried again, in order. How far it came is in a small file and with the relay: nothing "
                    + "is lost over reconnects, and nothing is forwarded twice but the one in hand when this program is killed.",
                "In a terminal: up and down select, Enter shows headers and body with values masked, m shows the values, r forwards the selected one again, / filters, q quits. "
                    + "In a pipe: a line for each, with tabs, or JSON; never content.",
                "The token comes from --token-file, from the variable of --token-env, or from POSTHORN_RELAY_TOKEN. Addresses of this machine may be forwarded to; others that are "
                    + "private are opened by --allow-egress. Ctrl-C ends it with 0. Exit code 1 when the token is refused or another listener of this name has come, 2 when an "
                    + "option is wrong, 3 when the relay was never reached.",
            ],
        };
        command.With(options.Symbols);
        command.SetAction((parsed, stop) => Listen.RunAsync(options.Read(parsed), surroundings, stop));
        return command;
    }
}
