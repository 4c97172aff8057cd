using System.Diagnostics.Metrics;
using Posthorn.Api.Json;
using Posthorn.Delivery.Recording;
using Posthorn.Server.Metrics;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Metrics;

public sealed class MetricsTests(RunningServer server)
{
    [Fact]
    public async Task What_the_engine_measures_is_there_to_be_scraped()
    {
        var partner = await server.NewPartnerAsync();
        _ = await server.Operator.PublishAsync(partner.Id, new() { Type = "a", Data = RawJson.Parse("{}") }, null, CancellationToken.None);
        using var http = server.Http(null);

        using var answer = await http.GetAsync(new Uri("/metrics", UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        string[] families =
        [
            "posthorn_events_accepted_total counter", "posthorn_deliveries_delivered_total counter", "posthorn_attempts_failed_total counter",
            "posthorn_deliveries_dead_total counter", "posthorn_oldest_due_age_seconds gauge", "posthorn_lanes gauge", "posthorn_deliveries_pending gauge",
            "posthorn_log_lines_dropped_total counter", "posthorn_feed_readers_waiting gauge",
            "posthorn_commit_batch_size histogram", "posthorn_accept_seconds histogram", "posthorn_attempt_seconds histogram",
            "posthorn_arrival_seconds histogram", "posthorn_claim_seconds histogram",
        ];
        foreach (var family in families)
        {
            text.ShouldContain($"# TYPE {family}\n");
        }

        text.ShouldContain("posthorn_lanes{state=\"active\"} ");
        text.ShouldContain("posthorn_accept_seconds_bucket{le=\"+Inf\"} ");
        text.ShouldNotContain(partner.Id);
    }

    [Fact]
    public void Every_line_follows_the_format()
    {
        using var meter = new Meter(DeliveryMetrics.MeterName);
        using var collector = new MetricsCollector();
        var counter = meter.CreateCounter<long>("sample_total", description: "Two\nlines and a \\.");
        var histogram = meter.CreateHistogram<double>("sample_seconds");
        var gauge = 2.5;
        _ = meter.CreateObservableGauge("sample_gauge", () => gauge);
        _ = meter.CreateObservableCounter("sample_observed_total", () => 4L);

        counter.Add(2, new KeyValuePair<string, object?>("why", "a \"b\"\\\n"));
        counter.Add(3, new KeyValuePair<string, object?>("why", "a \"b\"\\\n"));
        counter.Add(1, new KeyValuePair<string, object?>("why", "c"));
        histogram.Record(0.0005);
        histogram.Record(0.0006);
        histogram.Record(61);
        _ = collector.Collect();
        gauge = 3;

        var samples = collector.Collect().Where(static one => one.Name.StartsWith("sample", StringComparison.Ordinal));
        PrometheusText.Write(samples).ShouldBe("""
            # HELP sample_gauge 
            # TYPE sample_gauge gauge
            sample_gauge 3
            # HELP sample_observed_total 
            # TYPE sample_observed_total counter
            sample_observed_total 4
            # HELP sample_seconds 
            # TYPE sample_seconds histogram
            sample_seconds_bucket{le="0.0005"} 1
            sample_seconds_bucket{le="0.001"} 2
            sample_seconds_bucket{le="0.0025"} 2
            sample_seconds_bucket{le="0.005"} 2
            sample_seconds_bucket{le="0.01"} 2
            sample_seconds_bucket{le="0.025"} 2
            sample_seconds_bucket{le="0.05"} 2
            sample_seconds_bucket{le="0.1"} 2
            sample_seconds_bucket{le="0.25"} 2
            sample_seconds_bucket{le="0.5"} 2
            sample_seconds_bucket{le="1"} 2
            sample_seconds_bucket{le="2.5"} 2
            sample_seconds_bucket{le="5"} 2
            sample_seconds_bucket{le="10"} 2
            sample_seconds_bucket{le="30"} 2
            sample_seconds_bucket{le="60"} 2
            sample_seconds_bucket{le="+Inf"} 3
            sample_seconds_sum 61.0011
            sample_seconds_count 3
            # HELP sample_total Two\nlines and a \\.
            # TYPE sample_total counter
            sample_total{why="a \"b\"\\\n"} 5
            sample_total{why="c"} 1

            """);
    }

    [Fact]
    public void Numbers_added_by_many_at_once_are_all_counted()
    {
        using var meter = new Meter(DeliveryMetrics.MeterName);
        using var collector = new MetricsCollector();
        var counter = meter.CreateCounter<long>("crowd_total");
        var histogram = meter.CreateHistogram<double>("crowd_seconds");

        _ = Parallel.For(0, 8, worker =>
        {
            for (var n = 0; n < 10_000; n++)
            {
                counter.Add(1, new KeyValuePair<string, object?>("worker", n % 2 == 0 ? "even" : "odd"));
                histogram.Record(1);
            }
        });

        var families = collector.Collect();
        families.Single(static one => one.Name == "crowd_total").Series.Select(static one => one.Value).ShouldBe([40_000, 40_000]);
        var seconds = families.Single(static one => one.Name == "crowd_seconds").Series.ShouldHaveSingleItem();
        seconds.Value.ShouldBe(80_000);
    }

    [Fact]
    public void Recording_into_a_series_that_exists_allocates_nothing()
    {
        using var meter = new Meter(DeliveryMetrics.MeterName);
        using var collector = new MetricsCollector();
        var counter = meter.CreateCounter<long>("spare_total");
        var histogram = meter.CreateHistogram<double>("spare_seconds");
        Record(100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Record(1000);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Record(int times)
        {
            for (var n = 0; n < times; n++)
            {
                counter.Add(1, new KeyValuePair<string, object?>("outcome", "answered_500"));
                histogram.Record(0.003);
            }
        }
    }
}
