using System.CommandLine;

namespace Posthorn.Cli.Forwarding;

internal static class GatewayCommand
{
    public static CliCommand Create(Surroundings surroundings)
    {
        var config = new Option<string>("--config") { Description = "The configuration, YAML; docs/gateway.md has its reference.", HelpName = "file", Required = true };
        var check = new Option<bool>("--check-config") { Description = "Reads the configuration, tells what would run and everything that is wrong, and starts nothing." };
        var command = new CliCommand("gateway", "Receives vendors' notifications and forwards them, until it is told to stop.")
        {
            Examples =
            [
                "posthorn gateway --config gateway.yaml --check-config",
                "posthorn gateway --config gateway.yaml",
            ],
            Remarks =
            [
                "Each notification is verified, stored, and only then acknowledged. It goes on, as the bytes that came, to HTTP services (signed anew as Standard Webhooks) "
                    + "or to a RabbitMQ exchange, until each destination has it; what is given up is a dead letter. Secrets are best ${NAME} or file:PATH in the configuration.",
                "Operators look, replay and pause with the other commands at the address of admin.listen. A source NAME is the partner src_NAME there, a destination one of its endpoints: "
                    + "posthorn deliveries list src_suki --state dead --server http://127.0.0.1:8081",
                "SIGTERM or Ctrl-C: takes nothing new, lets attempts in flight end, and exits with 0. A second one stops at once, with 1; nothing accepted is lost either way. "
                    + "Exit code 2 when the configuration is wrong (1 with --check-config), 3 when the store or an address cannot be had. Log lines go to the error stream, as JSON.",
            ],
        };
        command.With(config, check);
        command.SetAction((parsed, stop) =>
            parsed.GetValue(check)
                ? Task.FromResult(ConfigCheck.Run(parsed.GetValue(config)!, surroundings))
                : GatewayServing.RunAsync(parsed.GetValue(config)!, surroundings, stop));

        return command;
    }
}
