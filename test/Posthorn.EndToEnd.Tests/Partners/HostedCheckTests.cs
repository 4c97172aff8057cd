using Posthorn.Testing.Checking;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Partners;

/// <summary>The whole checklist in a partner's own tests: no network, and the effects counted where they are.</summary>
public sealed class HostedCheckTests
{
    [Theory]
    [InlineData("suki")]
    [InlineData("sully")]
    public async Task A_sample_passes_every_check_in_process(string name)
    {
        await using var application = HostedSample.Of(name);

        var report = await ReceiverCheck.RunAsync(application.Http, application.Path, new()
        {
            Profile = application.Profile,
            Secret = TestSecrets.Of(application.Profile.Scheme),
            Effects = (subject, _) => Task.FromResult<EffectReading?>(new(application.Effects.CountOf(subject))),
            PaceTime = TimeSpan.FromSeconds(1),
        });

        report.IsPassed(strict: true).ShouldBeTrue(report.ToString());
        report.Evidence.ShouldBe("in process");
        report.Results.Single(static one => one.Id == "duplicate-at-once").Finding.ShouldBe("It took effect once.");
    }
}
