using Posthorn.Cli.Checking;
using Posthorn.Cli.Checking.Asking;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Tests.Checking;

/// <summary>The judge judged: what is wrong is found, and nothing else is.</summary>
public sealed class JudgeTests
{
    /// <summary>Less than the slow one takes; for the others the limit is far away.</summary>
    private static readonly TimeSpan ShortLimit = TimeSpan.FromMilliseconds(40);

    public static TheoryData<string> Broken => [.. JudgedReceivers.All.Keys];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_receiver_is_caught_by_exactly_the_checks_that_should(string name)
    {
        var (profile, habits, caught) = JudgedReceivers.All[name];

        var report = await CheckAsync(profile, habits);

        report.Failed.Select(static one => one.Id).ShouldBe(caught, ignoreOrder: true, report.ToString());
    }

    [Theory]
    [InlineData("suki")]
    [InlineData("sully")]
    [InlineData("standard")]
    public async Task A_receiver_that_does_nothing_wrong_passes_clean(string profile)
    {
        var report = await CheckAsync(profile, new Habits());

        report.Failed.ShouldBeEmpty(report.ToString());
        report.Results.ShouldNotContain(static one => one.Outcome == CheckOutcome.Unproven);
        report.IsPassed(strict: true).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_counter_nobody_claims_that_repetitions_were_applied_once()
    {
        await using var receiver = await HandwrittenReceiver.StartAsync(Profile.Suki, new Habits { AppliesDuplicates = true });
        using var target = RemoteTarget.At(receiver.Url, TimeProvider.System);

        var report = await CheckRunner.RunAsync(target, OptionsFor(receiver, Profile.Suki) with { Only = ["duplicate-twice"] }, null, null, TestContext.Current.CancellationToken);

        report.Evidence.ShouldBe("status only");
        report.Results.Single(static one => one.Id == "duplicate-twice").Outcome.ShouldBe(CheckOutcome.Unproven);
    }

    private static async Task<CheckReport> CheckAsync(string name, Habits habits)
    {
        Profile.TryGet(name, out var profile).ShouldBeTrue();
        await using var receiver = await HandwrittenReceiver.StartAsync(profile, habits);
        using var target = RemoteTarget.At(receiver.Url, TimeProvider.System);
        var counter = new EffectsAddress(static url => RemoteTarget.At(url, TimeProvider.System), receiver.Effects);
        var options = OptionsFor(receiver, profile) with { Effects = counter.ReadAsync };
        options = habits.AnswersAfter > TimeSpan.Zero ? options with { TimeLimit = ShortLimit } : options;
        return await CheckRunner.RunAsync(target, options, starting: null, done: null, TestContext.Current.CancellationToken);
    }

    private static CheckOptions OptionsFor(HandwrittenReceiver receiver, Profile profile) => new()
    {
        Profile = profile,
        Secret = receiver.Secret,
        PaceTime = TimeSpan.FromMilliseconds(100),
        MostPerSecond = 10_000,
        EffectPatience = TimeSpan.FromSeconds(2),
        EffectSettling = TimeSpan.FromMilliseconds(20),
    };
}
