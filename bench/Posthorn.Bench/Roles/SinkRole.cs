using System.CommandLine;
using System.Globalization;
using Posthorn.Bench.Measuring;
using Posthorn.Bench.Sinking;

namespace Posthorn.Bench.Roles;

/// <summary>The sink as a process.</summary>
/// <remarks>
/// Lines it takes: <c>ledger PATH</c>, <c>mode ENDPOINT answer|hang|refuse</c>, <c>secret ENDPOINT SECRET</c>, <c>requests</c>.
/// </remarks>
internal static class SinkRole
{
    public const string Name = "sink";

    public static Command Command(TimeProvider clock)
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 takes a free one." };
        var command = new Command(Name, "Receives signed POSTs at /e/0, /e/1, … and writes arrivals down.") { port };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(port), clock, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int port, TimeProvider clock, CancellationToken cancellationToken)
    {
        var sink = new Sink(clock);
        using var server = await LoopbackServer.StartAsync(port, inline: true, sink.ReceiveAsync, cancellationToken);
        await RoleConsole.SayAsync(server.Address.ToString());
        while (await RoleConsole.ReadAsync(cancellationToken) is { } line)
        {
            await RoleConsole.SayAsync(Obey(sink, line.Split(' ')));
        }

        return 0;
    }

    private static string Obey(Sink sink, string[] words)
    {
        switch (words)
        {
            case ["ledger", var path]:
                sink.Ledger = Ledger.Open(path);
                return "ok";
            case ["mode", var endpoint, var mode]:
                sink.Set(int.Parse(endpoint, CultureInfo.InvariantCulture), Enum.Parse<EndpointMode>(mode, ignoreCase: true));
                return "ok";
            case ["secret", var endpoint, var secret]:
                sink.Set(int.Parse(endpoint, CultureInfo.InvariantCulture), secret);
                return "ok";
            case ["requests"]:
                return sink.Requests.ToString(CultureInfo.InvariantCulture);
            default:
                return "unknown";
        }
    }
}
