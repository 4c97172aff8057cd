using System.Net;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Partners;

/// <summary>The samples, tested with what Posthorn.Testing gives to partners for their own applications.</summary>
public sealed class HostedSampleTests
{
    [Theory]
    [InlineData("suki")]
    [InlineData("sully")]
    public async Task Every_documented_event_takes_effect_once_however_often_and_in_whatever_order_it_comes(string name)
    {
        await using var application = HostedSample.Of(name);
        var samples = SampleEvents.Of(application.Profile);

        (await application.Vendor.SendReorderedAsync(samples)).ShouldAllBe(static answer => answer == HttpStatusCode.OK);
        await application.Effects.UntilAsync(samples.Count);
        (await application.Vendor.SendAsync(samples)).ShouldAllBe(static answer => answer == HttpStatusCode.OK);
        (await application.Vendor.SendTwiceAsync(samples[0])).ShouldAllBe(static answer => answer == HttpStatusCode.OK);
        (await application.Vendor.ReplayAsync(samples[1])).ShouldAllBe(static answer => answer == HttpStatusCode.OK);

        await OnceAsync(application, samples);
    }

    [Theory]
    [InlineData("suki")]
    [InlineData("sully")]
    public async Task Ten_at_once_take_effect_once(string name)
    {
        await using var application = HostedSample.Of(name);
        var sample = SampleEvents.Of(application.Profile)[0];

        (await application.Vendor.SendAtOnceAsync(sample)).ShouldAllBe(static answer => answer == HttpStatusCode.OK);

        await OnceAsync(application, [sample]);
    }

    [Theory]
    [InlineData("suki", HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)]
    [InlineData("sully", HttpStatusCode.BadRequest, HttpStatusCode.Forbidden)]
    public async Task What_must_not_be_believed_is_refused_and_has_no_effect(string name, HttpStatusCode missing, HttpStatusCode wrong)
    {
        await using var application = HostedSample.Of(name);
        var (vendor, sample) = (application.Vendor, SampleEvents.Of(application.Profile)[0]);

        (await vendor.SendUnsignedAsync(sample)).ShouldBe(missing);
        (await vendor.SendTamperedAsync(sample)).ShouldBe(wrong);
        (await vendor.SendWithWrongSecretAsync(sample)).ShouldBe(wrong);
        (await vendor.SendStaleAsync(sample)).ShouldBe(wrong);
        (await vendor.SendBrokenAsync(sample)).ShouldBe(HttpStatusCode.BadRequest);
        (await vendor.SendHugeAsync(sample)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        await OnceAsync(application, []);
        application.Effects.CountOf(sample.Subject).ShouldBe(0);
    }

    // One more at the end: had something before it been kept a second time, it would have been handled before it or beside it.
    private static async Task OnceAsync(HostedSample application, IReadOnlyList<SampleEvent> samples)
    {
        var last = SampleEvents.Of(application.Profile, 9999)[0];
        (await application.Vendor.SendAsync(last)).ShouldBe(HttpStatusCode.OK);
        await application.Effects.UntilAsync(last.Subject);
        foreach (var sample in samples)
        {
            await application.Effects.UntilAsync(sample.Subject);
        }

        application.Effects.Counts.OrderBy(static one => one.Key).ShouldBe(
            samples.Append(last).Select(static sample => KeyValuePair.Create(sample.Subject, 1)).OrderBy(static one => one.Key));
    }
}
