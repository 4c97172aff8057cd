using System.CommandLine;
using Posthorn.Api;
using Posthorn.Api.Replays;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Endpoints;

internal static class EndpointsReplay
{
    public static CliCommand Create(ServerCalls calls)
    {
        var (partner, endpoint) = (Parameters.Partner(), Parameters.Endpoint());
        var since = Parameters.Time("--since", "Events accepted at or after this moment.");
        since.Required = true;
        var until = Parameters.Time("--until", "Events accepted before this moment. Default: now.");
        var states = new Option<IReadOnlyList<ReplayState>>("--states")
        {
            Description = "Which to take, with commas: dead (given up), missed (never became a delivery), "
                + "cancelled, delivered (gets them once more). Default: dead.",
            HelpName = "states",
            CustomParser = Choices.ListOf<ReplayState>,
            DefaultValueFactory = _ => [ReplayState.Dead],
        };
        var noWait = Parameters.NoWait("Does not wait until the job has looked at everything.");
        var command = new CliCommand("replay", "Sends a range of an endpoint's events again.")
        {
            Examples = ["posthorn endpoints replay ptn_northwind ep_0198a2c4d6e87f00a1b2c3d4e5f60718 --since 2026-11-20T09:30:00Z --states dead,missed"],
            Remarks = ["It is a job of the server: Ctrl-C ends the waiting, not the job, and a restart of the server goes on where it was."],
        };

        return calls.Command(command.With(partner, endpoint, since, until, states, noWait), async (parsed, server, cancellationToken) =>
        {
            var range = new ReplayRange
            {
                Since = parsed.GetValue(since)!.Value,
                Until = parsed.GetValue(until),
                States = parsed.GetValue(states)!,
            };
            var (of, to) = (parsed.GetRequiredValue(partner), parsed.GetRequiredValue(endpoint));
            var job = await server.ReplayEndpointAsync(of, to, range, cancellationToken);
            if (!parsed.GetValue(noWait))
            {
                job = await FinishedAsync(job, server, calls.Surroundings, cancellationToken);
            }

            return Answer.Of(job, PosthornJson.Default.ReplayInfo, Facts(job)) with
            {
                ExitCode = job.State == ReplayJobStatus.Cancelled ? ExitCodes.Failed : ExitCodes.Done,
            };
        });
    }

    private static Task<ReplayInfo> FinishedAsync(
        ReplayInfo job, PosthornClient server, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var progress = new Progress(surroundings);
        return Waiting.UntilAsync(
            async token =>
            {
                var now = await server.GetReplayAsync(job.Id, token);
                progress.Tell($"{now.Progress:P0} of the range looked at, {now.Replayed} made due …");
                return now;
            },
            now => now.State != ReplayJobStatus.Running,
            Timeout.InfiniteTimeSpan,
            surroundings.Clock,
            cancellationToken);
    }

    private static Sheet.Facts Facts(ReplayInfo job) => new(
        ("id", job.Id),
        ("endpoint", job.EndpointId),
        ("state", Words.Of(job.State)),
        ("since", Times.Text(job.Since)),
        ("until", Times.Text(job.Until)),
        ("states", string.Join(",", job.States.Select(Words.Of))),
        ("looked at", Words.Of(job.Scanned)),
        ("sent again", Words.Of(job.Replayed)));
}
