using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Posthorn.Server.Logging;
using Posthorn.Testing;

namespace Posthorn.Server.Tests.Logging;

public sealed partial class JsonLineTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 30, 0, 250, TimeSpan.Zero);

    [Fact]
    public void A_line_is_one_object_with_each_value_under_its_name()
    {
        var line = JsonNode.Parse(LinesOf(logger => Log.Attempted(logger, 3, "dlv_1", 12.3456, ended: true)).ShouldHaveSingleItem())!;

        line.ToJsonString().ShouldBe(
            """{"time":"2026-11-20T09:30:00.250Z","level":"info","category":"Posthorn.Sample","event":7,"attempt":3,"delivery_id":"dlv_1","elapsed_ms":12.346,"ended":true,"message":"Attempt {Attempt} of {DeliveryId} in {ElapsedMs} ms ({Ended})"}""");
    }

    [Fact]
    public void A_T15_a_value_with_line_breaks_stays_within_its_line()
    {
        var lines = LinesOf(static logger => Log.Attempted(logger, 1, "x\n{\"level\":\"critical\"}\r\u2028\u001b[2J\"", 0, ended: false));

        lines.ShouldHaveSingleItem().ShouldNotContain('\u001b');
        JsonNode.Parse(lines[0])!["delivery_id"]!.GetValue<string>().ShouldBe("x\n{\"level\":\"critical\"}\r\u2028\u001b[2J\"");
    }

    [Fact]
    public void An_exception_tells_kind_and_place_and_its_words_only_where_they_are_the_systems()
    {
        var lines = LinesOf(static logger =>
        {
            Log.Failed(logger, new InvalidOperationException("canary", new FormatException("canary")));
            Log.Failed(logger, new IOException("No space left on device"));
        });

        lines[0].ShouldNotContain("canary");
        JsonNode.Parse(lines[0])!["exception"]!.AsArray().Select(static one => one!["type"]!.GetValue<string>())
            .ShouldBe(["System.InvalidOperationException", "System.FormatException"]);
        JsonNode.Parse(lines[1])!["exception"]![0]!["message"]!.GetValue<string>().ShouldBe("No space left on device");
    }

    [Fact]
    public void Lines_of_many_threads_come_out_whole()
    {
        var lines = LinesOf(static logger => Parallel.For(0, 8, worker =>
        {
            for (var n = 0; n < 1000; n++)
            {
                Log.Attempted(logger, n, $"worker-{worker}", n, ended: true);
            }
        }));

        lines.Length.ShouldBe(8000);
        lines.ShouldAllBe(static line => JsonNode.Parse(line, null, default) != null);
    }

    [Fact]
    public async Task A_reader_that_stands_still_costs_lines_and_no_caller()
    {
        using var stuck = new StuckStream();
        using var pipe = new LogPipe(stuck);
        var line = Encoding.UTF8.GetBytes(new string('x', 1023) + "\n");
        pipe.Write(line);
        await stuck.Entered;

        for (var n = 0; n < 10_000; n++)
        {
            pipe.Write(line);
        }

        pipe.Dropped.ShouldBe(10_000 - (4 * 1024));
        stuck.Free();
    }

    private static string[] LinesOf(Action<ILogger> log)
    {
        using var stream = new MemoryStream();
        using (var provider = new JsonLineLoggerProvider(stream, new ManualClock(Now)))
        {
            log(provider.CreateLogger("Posthorn.Sample"));
        }

        return Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static partial class Log
    {
        [LoggerMessage(7, LogLevel.Information, "Attempt {Attempt} of {DeliveryId} in {ElapsedMs} ms ({Ended})")]
        public static partial void Attempted(ILogger logger, int attempt, string deliveryId, double elapsedMs, bool ended);

        [LoggerMessage(8, LogLevel.Error, "It failed")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
