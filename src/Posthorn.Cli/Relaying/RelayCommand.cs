namespace Posthorn.Cli.Relaying;

internal static class RelayCommand
{
    public static CliCommand Create(Surroundings surroundings)
    {
        var options = new RelayCommandOptions();
        var command = new CliCommand("relay", "Keeps what vendors send and streams it to listeners, until it is told to stop.")
        {
            Examples =
            [
                "posthorn relay --storage sqlite:/var/lib/posthorn/relay.db --source suki --source sully",
                "posthorn relay --source suki --urls http://127.0.0.1:8090 --keep 12h --token-file listener.token",
            ],
            Remarks =
            [
                "A vendor posts to /in/SOURCE, or to any path below it. Every request is kept as it came, sealed (AES-256-GCM), on disk before it is answered with 200. "
                    + "Nothing is verified: the relay holds no secret of a vendor, so whoever knows the address can send. The program behind 'posthorn listen' verifies.",
                "Each source has a token, which listeners bring; it is made at the first start and shown once. One token for all sources may be given with --token-file or in "
                    + "POSTHORN_RELAY_TOKEN. POSTHORN_MASTER_KEY (base64 of 32 bytes) seals; where it is not set, it is in a key file beside the store.",
                "SIGTERM or Ctrl-C ends it with 0; listeners come back when it is started again. Exit code 2 when an option is wrong, 3 when the store, its key or the address "
                    + "cannot be had. Log lines go to the error stream, as JSON. docs/listen.md has the whole story.",
            ],
        };
        command.With(options.Symbols);
        command.SetAction((parsed, stop) => RelayServing.RunAsync(options.Read(parsed), surroundings, stop));
        return command;
    }
}
