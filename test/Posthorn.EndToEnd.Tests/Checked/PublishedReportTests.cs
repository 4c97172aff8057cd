using System.Text.Json;
using Posthorn.EndToEnd.Tests.Emulated;
using Posthorn.EndToEnd.Tests.HouseRules;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Checked;

/// <summary>
/// The reports in docs/check: handlers after the vendors' published samples. They are made anew and compare check by check; with the variable
/// POSTHORN_WRITE_REPORTS they are written.
/// </summary>
public sealed class PublishedReportTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Theory]
    [InlineData("suki", true)]
    [InlineData("suki", false)]
    [InlineData("sully", true)]
    [InlineData("sully", false)]
    public async Task A_published_report_says_what_a_check_finds(string vendor, bool express)
    {
        using var patience = new CancellationTokenSource(Patience);
        Profile.TryGet(vendor, out var profile).ShouldBeTrue();
        var path = profile == Profile.Suki ? "/webhooks/notification" : "/webhooks/sully";
        await using var handler = await SampleHandler.StartAsync(vendor, express, path, TestSecrets.Of(profile!.Scheme), patience.Token);
        var published = Path.Combine(Repository.Root, "docs", "check", $"{vendor}-{(express ? "express" : "flask")}");
        var writes = Environment.GetEnvironmentVariable("POSTHORN_WRITE_REPORTS") == "true";
        string[] options = writes ? ["--i-own-this-endpoint", "--html", published + ".html"] : ["--i-own-this-endpoint", "--pace-time", "1"];

        var (exitCode, report) = await PosthornCheck.RunAsync(handler.Url, profile, options, patience.Token);

        exitCode.ShouldBe(1);
        if (writes)
        {
            await File.WriteAllTextAsync(published + ".json", report.GetRawText() + "\n", patience.Token);
        }

        var told = JsonElement.Parse(await File.ReadAllTextAsync(published + ".json", patience.Token));
        PosthornCheck.Outcomes(report).ShouldBe(PosthornCheck.Outcomes(told));
        (await File.ReadAllTextAsync(published + ".html", patience.Token)).ShouldContain(told.GetProperty("headline").GetString()!);
    }
}
