using Posthorn.EndToEnd.Tests.HouseRules;

namespace Posthorn.EndToEnd.Tests.Deploy;

public sealed class MetricUsesTests(MetricUsesTests.OneServer server) : IClassFixture<MetricUsesTests.OneServer>
{
    [Theory]
    [InlineData(DeployFiles.Alerts)]
    [InlineData(DeployFiles.AlertTests)]
    [InlineData(DeployFiles.Dashboard)]
    [InlineData("docs/operations.md")]
    public void What_is_asked_of_metrics_can_be_answered(string path) => MetricUses.Check(Repository.File(path), server.Exposition, IsOutcome).ShouldBeNone();

    [Fact]
    public void The_dashboard_shows_every_metric_that_there_is()
        => MetricUses.In(Repository.File(DeployFiles.Dashboard)).Select(server.Exposition.MetricOf).OfType<string>().Distinct(StringComparer.Ordinal)
            .ShouldBe(server.Exposition.Kinds.Keys, ignoreOrder: true);

    [Fact]
    public void A_server_tells_some() => server.Exposition.Kinds.Count.ShouldBeGreaterThan(10);

    [Theory]
    [InlineData("max(posthorn_oldest_age) > 1")]
    [InlineData("rate(posthorn_accept_bucket[5m])")]
    [InlineData("rate(posthorn_lanes[5m])")]
    [InlineData("deriv(posthorn_events_accepted_total[5m])")]
    [InlineData("posthorn_lanes{state=\"falling\"}")]
    [InlineData("\"expr\": \"posthorn_lanes{job=\\\"x\\\", state=~\\\"active|falling\\\"}\"")]
    [InlineData("posthorn_attempts_failed_total{outcome=~\"connect_timeout|connect_tired\"}")]
    public void What_cannot_be_is_found(string question) => MetricUses.Check(new("deploy/a.yml", question), server.Exposition, IsOutcome).ShouldHaveSingleItem();

    [Theory]
    [InlineData("rate(posthorn_accept_seconds_bucket[5m])")]
    [InlineData("max(posthorn_deliveries_pending)")]
    [InlineData("posthorn_attempts_failed_total{outcome=~\"answered_503|connect_timeout|internal_error\"}")]
    [InlineData("/var/lib/posthorn_old, posthorn_reader")]
    public void Other_questions_are_not(string question) => MetricUses.Check(new("deploy/a.yml", question), server.Exposition, IsOutcome).ShouldBeEmpty();

    // An outcome is a word that the engine has, or an answer's status.
    private static bool IsOutcome(string outcome)
        => outcome.StartsWith("answered_", StringComparison.Ordinal)
            || Repository.Product.Any(file => file.IsUnder("src/Posthorn.Delivery/") && file.Text.Contains($"\"{outcome}\"", StringComparison.Ordinal));

    public sealed class OneServer : IAsyncLifetime
    {
        internal Exposition Exposition { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Exposition = await Exposition.ReadAsync(TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync() => default;
    }
}
