using Posthorn.Api;
using Posthorn.Api.Endpoints;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Endpoints;

internal static class EndpointCommands
{
    public const string SecretNote = "The secret is shown this once. Give it to the partner now, over a safe channel.";

    public static CliCommand Create(ServerCalls calls) => new CliCommand("endpoints", "Endpoints: the URLs that get notifications.").With(
        EndpointsCreate.Create(calls),
        EndpointsList.Create(calls),
        EndpointsShow.Create(calls),
        EndpointsUpdate.Create(calls),
        EndpointsDelete.Create(calls),
        EndpointsEnable.Create(calls),
        EndpointsDisable.Create(calls),
        EndpointsRotate.Create(calls),
        EndpointsTest.Create(calls),
        EndpointsReplay.Create(calls));

    /// <summary>A command that does one thing to one endpoint and shows it afterwards.</summary>
    public static CliCommand OnOne(
        ServerCalls calls,
        CliCommand command,
        Func<PosthornClient, string, string, CancellationToken, Task<EndpointInfo>> call,
        params IReadOnlyList<string> notes)
    {
        var (partner, endpoint) = (Parameters.Partner(), Parameters.Endpoint());
        return calls.Command(command.With(partner, endpoint), async (parsed, server, cancellationToken) =>
        {
            var info = await call(server, parsed.GetRequiredValue(partner), parsed.GetRequiredValue(endpoint), cancellationToken);
            return Answer.Of(info, PosthornJson.Default.EndpointInfo, Facts(info)) with { Notes = notes };
        });
    }

    public static Sheet Facts(EndpointInfo endpoint)
    {
        var rows = new List<(string, Cell)>
        {
            ("id", endpoint.Id),
            ("partner", endpoint.PartnerId),
            ("url", endpoint.Url),
            ("profile", endpoint.Profile),
            ("state", State(endpoint)),
            ("event types", endpoint.EventTypes is { } types ? string.Join(", ", types) : "every type of the profile"),
            ("schedule", Schedules.Text(endpoint.Schedule)),
            ("timeout seconds", Words.Of(endpoint.TimeoutSeconds)),
            ("max concurrency", Words.Of(endpoint.MaxConcurrency)),
            ("rate per second", endpoint.RatePerSecond is { } rate ? Words.Of(rate) : "no limit"),
            ("headers", endpoint.Headers.Count == 0 ? "none" : string.Join(", ", endpoint.Headers.Keys)),
            ("created", Times.Text(endpoint.CreatedAt)),
        };
        if (endpoint.Secret is { } secret)
        {
            rows.Add(("secret", secret));
        }

        return new Sheet.Facts(rows);
    }

    public static Cell State(EndpointInfo endpoint) => endpoint.State == EndpointState.Enabled
        ? new("enabled", Tone.Good)
        : new(endpoint.DisabledReason is { } reason ? $"disabled ({reason})" : "disabled", Tone.Bad);
}
