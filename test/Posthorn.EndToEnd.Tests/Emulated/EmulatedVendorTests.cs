using Posthorn.EndToEnd.Tests.Partners;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Emulated;

/// <summary>An emulator in the vendor's place: who was written for the vendor works against it unchanged.</summary>
public sealed class EmulatedVendorTests(PostgresOfPartners postgres) : IClassFixture<PostgresOfPartners>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static TheoryData<string> Partners => [.. PartnerRecipe.Names];

    [Theory]
    [MemberData(nameof(Partners))]
    public async Task What_the_emulator_sends_takes_effect_once_with_every_partner(string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var partner = await PartnerUnderTest.StartAsync(name, postgres, patience.Token);
        await using var vendor = await EmulatedVendor.StartAsync(partner.Profile, partner.Url, TestSecrets.Of(partner.Profile.Scheme), patience.Token);

        var once = await vendor.WorkAsync("success", patience.Token);
        var twice = await vendor.WorkAsync("duplicate", patience.Token);
        var failed = await vendor.WorkAsync("failure", patience.Token);

        foreach (var id in new[] { once, twice, failed })
        {
            (await partner.Effects.UntilAppliedAsync(id, patience.Token)).ShouldBe(1, id);
        }

        // The repetition has been answered by the time a later one has taken effect.
        _ = await partner.Effects.UntilAppliedAsync(await vendor.WorkAsync("success", patience.Token), patience.Token);
        (await partner.Effects.CountAsync(twice, patience.Token)).ShouldBe(1);
    }

    [Theory]
    [InlineData("suki", false)]
    [InlineData("suki", true)]
    [InlineData("sully", false)]
    [InlineData("sully", true)]
    public async Task A_handler_after_the_vendor_s_own_sample_takes_what_the_emulator_sends(string name, bool express)
    {
        using var patience = new CancellationTokenSource(Patience);
        Profile.TryGet(name, out var profile).ShouldBeTrue();
        var secret = TestSecrets.Of(profile!.Scheme);
        await using var handler = await SampleHandler.StartAsync(name, express, profile == Profile.Suki ? "/webhooks/notification" : "/webhooks/sully", secret, patience.Token);
        await using var vendor = await EmulatedVendor.StartAsync(profile, handler.Url, secret, patience.Token);

        var done = await vendor.WorkAsync("success", patience.Token);
        await handler.UntilSaidAsync(profile == Profile.Suki ? $"handled success {done}" : $"handled coding.succeeded:{done}", patience.Token);

        var failed = await vendor.WorkAsync("failure", patience.Token);
        await handler.UntilSaidAsync(profile == Profile.Suki ? $"handled failure {failed}" : $"handled coding.failed:{failed}", patience.Token);

        _ = await vendor.WorkAsync("bad-signature", patience.Token);
        await handler.UntilSaidAsync("refused", patience.Token);
    }
}
