namespace Posthorn.Cli.Serving;

internal static class ServeCommand
{
    public static CliCommand Create(Surroundings surroundings)
    {
        var options = new ServeOptions();
        var command = new CliCommand("serve", "Runs a server until it is told to stop.")
        {
            Examples =
            [
                "posthorn serve",
                "posthorn serve --storage sqlite:/var/lib/posthorn/posthorn.db --urls http://127.0.0.1:8080 --allow-egress 10.20.0.0/16",
                "posthorn serve --storage 'postgres:Host=db.example;Database=posthorn;Username=posthorn' --node a --urls http://10.0.0.5:8080",
            ],
            Remarks =
            [
                "POSTHORN_OPERATOR_KEY is the key that opens everything; where there is none, one is made at the first start and shown once. "
                    + "POSTHORN_MASTER_KEY (base64 of 32 bytes) seals stored secrets; where it is not set, it is in a key file beside the store. On PostgreSQL "
                    + "it must be set, the same for every node. A password may stand in PGPASSWORD instead of the connection string.",
                "SIGTERM or Ctrl-C: takes nothing new, lets attempts in flight end, and exits with 0. A second one stops at once, with 1; nothing accepted is lost either way. "
                    + "Exit code 2 when an option is wrong, 3 when the store or the address cannot be had. Log lines go to the error stream, as JSON.",
            ],
        };
        command.With(options.Symbols);
        command.SetAction((parsed, stop) => Serving.RunAsync(options.Read(parsed, surroundings), surroundings, stop));

        return command;
    }
}
