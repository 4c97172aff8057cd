using Posthorn.EndToEnd.Tests.Partners;

namespace Posthorn.EndToEnd.Tests.Checked;

/// <summary>The samples and the handlers of docs/receive, as a partner's engineer checks them.</summary>
public sealed class CheckedPartnerTests(PostgresOfPartners postgres) : IClassFixture<PostgresOfPartners>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Theory]
    [InlineData("Suki, the sample")]
    [InlineData("Sully, the sample")]
    public async Task A_sample_agrees_to_be_checked_and_passes_with_nothing_unproven(string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var partner = await PartnerUnderTest.StartAsync(name, postgres, patience.Token);

        var (exitCode, report) = await PosthornCheck.RunAsync(partner.Url, partner.Profile, ["--strict", "--pace-time", "1"], patience.Token);

        exitCode.ShouldBe(0, report.GetProperty("headline").GetString());
        report.GetProperty("counts").GetProperty("unproven").GetInt32().ShouldBe(0);
        report.GetProperty("counts").GetProperty("passed").GetInt32().ShouldBeGreaterThan(50);
    }

    [Theory]
    [InlineData("Suki, Flask")]
    [InlineData("Suki, Express")]
    [InlineData("Sully, Flask")]
    [InlineData("Sully, Express")]
    public async Task The_handlers_to_be_taken_over_do_nothing_that_the_contract_forbids(string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var partner = await PartnerUnderTest.StartAsync(name, postgres, patience.Token);

        var (exitCode, report) = await PosthornCheck.RunAsync(partner.Url, partner.Profile, ["--i-own-this-endpoint", "--strict", "--pace-time", "1"], patience.Token);

        PosthornCheck.Outcomes(report).Where(static one => one.StartsWith("failed", StringComparison.Ordinal)).ShouldBeEmpty();
        exitCode.ShouldBe(0);
    }
}
