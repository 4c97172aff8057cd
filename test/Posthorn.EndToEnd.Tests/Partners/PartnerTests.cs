using System.Net;
using System.Text;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Partners;

/// <summary>What every partner promises, in whatever language: the samples, and the handlers that docs/receive gives away.</summary>
public sealed class PartnerTests(PostgresOfPartners postgres) : IClassFixture<PostgresOfPartners>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static TheoryData<string> All => [.. PartnerRecipe.Names];

    public static TheoryData<string> OfSully => [.. PartnerRecipe.Names.Where(static name => name.StartsWith("Sully", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_the_server_publishes_takes_effect_once_and_its_replay_has_none(string name)
    {
        using var patience = Limited();
        await using var partner = await PartnerUnderTest.StartAsync(name, postgres, patience.Token);
        await using var server = await PublishingServer.StartAsync(partner.Profile, partner.Url, patience.Token);
        var samples = SampleEvents.Of(partner.Profile);

        var deliveries = new List<string>();
        foreach (var sample in samples)
        {
            deliveries.Add(await server.PublishAsync(sample, patience.Token));
        }

        foreach (var sample in samples)
        {
            (await partner.Effects.UntilAppliedAsync(sample.Subject, patience.Token)).ShouldBe(1, sample.ToString());
        }

        foreach (var delivery in deliveries)
        {
            _ = await server.UntilDeliveredAsync(delivery, 1, patience.Token);
            await server.ReplayAsync(delivery, patience.Token);
            var told = await server.UntilDeliveredAsync(delivery, 2, patience.Token);
            told.Attempts!.Select(static attempt => attempt.Status).ShouldBe([200, 200]);
        }

        await OnceAsync(partner, samples, patience.Token);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_comes_twice_or_many_times_at_once_is_acknowledged_and_takes_effect_once(string name)
    {
        using var patience = Limited();
        await using var partner = await PartnerUnderTest.StartAsync(name, postgres, patience.Token);
        var samples = SampleEvents.Of(partner.Profile);

        (await partner.Vendor.SendTwiceAsync(samples[0])).ShouldAllBe(static answer => answer == HttpStatusCode.OK);
        (await partner.Vendor.ReplayAsync(samples[1])).ShouldAllBe(static answer => answer == HttpStatusCode.OK);
        (await partner.Vendor.SendAtOnceAsync(samples[2])).ShouldAllBe(static answer => answer == HttpStatusCode.OK);

        await OnceAsync(partner, [.. samples.Take(3)], patience.Token);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_is_not_properly_signed_or_no_JSON_is_refused_and_has_no_effect(string name)
    {
        using var patience = Limited();
        await using var partner = await PartnerUnderTest.StartAsync(name, postgres, patience.Token);
        var (vendor, sample) = (partner.Vendor, SampleEvents.Of(partner.Profile)[0]);
        var (missing, wrong) = partner.Profile == Profile.Suki
            ? (HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)
            : (HttpStatusCode.BadRequest, HttpStatusCode.Forbidden);

        (await vendor.SendTamperedAsync(sample)).ShouldBe(wrong);
        (await vendor.SendWithWrongSecretAsync(sample)).ShouldBe(wrong);
        (await vendor.SendStaleAsync(sample)).ShouldBe(wrong);
        (await vendor.SendStaleAsync(sample, TimeSpan.FromMinutes(-6))).ShouldBe(wrong);
        (await vendor.SendUnsignedAsync(sample)).ShouldBe(missing);
        (await vendor.SendBrokenAsync(sample)).ShouldBe(HttpStatusCode.BadRequest);
        (await SendHugeAsync(vendor, sample)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        await UntilNothingWaitsAsync(partner, patience.Token);
        (await partner.Effects.CountAsync(sample.Subject, patience.Token)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(OfSully))]
    public async Task A_result_that_comes_after_a_newer_one_is_acknowledged_and_not_applied(string name)
    {
        using var patience = Limited();
        await using var partner = await PartnerUnderTest.StartAsync(name, postgres, patience.Token);
        var older = SampleEvents.Of(Profile.Sully, EventTypes.NoteGenerationSucceeded);
        var newer = older with { Body = Replace(older.Body, "1767225601000", "1767225609000") };

        (await partner.Vendor.SendReorderedAsync([older, newer])).ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK]);

        await OnceAsync(partner, [older], patience.Token);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Killed_and_started_again_it_loses_nothing_and_applies_nothing_twice(string name)
    {
        using var patience = Limited();
        await using var partner = await PartnerUnderTest.StartAsync(name, postgres, patience.Token);
        await using var server = await PublishingServer.StartAsync(partner.Profile, partner.Url, patience.Token);
        SampleEvent[] samples = [.. Enumerable.Range(1, 5).SelectMany(number => SampleEvents.Of(partner.Profile, number))];

        foreach (var (index, sample) in samples.Index())
        {
            _ = await server.PublishAsync(sample, patience.Token);
            if (index % 12 == 8)
            {
                // What was acknowledged and not yet handled is on disk; what was not acknowledged comes again.
                await partner.KillAsync();
                await partner.StartAgainAsync(patience.Token);
            }
        }

        await OnceAsync(partner, samples, patience.Token);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_is_signed_and_strange_is_never_answered_with_an_error_of_the_server(string name)
    {
        using var patience = Limited();
        await using var partner = await PartnerUnderTest.StartAsync(name, postgres, patience.Token);

        foreach (var body in StrangeBodies.Of(partner.Profile))
        {
            var answer = await partner.Vendor.SendAsync(new SampleEvent("msg_strange", "strange", "strange", Encoding.UTF8.GetBytes(body)));

            ((int)answer).ShouldBeOneOf([200, 400], body.Length > 200 ? body[..200] : body);
        }

        await UntilNothingWaitsAsync(partner, patience.Token);
    }

    private static CancellationTokenSource Limited()
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return patience;
    }

    private static async Task OnceAsync(PartnerUnderTest partner, IReadOnlyList<SampleEvent> samples, CancellationToken cancellationToken)
    {
        foreach (var sample in samples)
        {
            _ = await partner.Effects.UntilAppliedAsync(sample.Subject, cancellationToken);
        }

        await UntilNothingWaitsAsync(partner, cancellationToken);
        foreach (var sample in samples)
        {
            (await partner.Effects.CountAsync(sample.Subject, cancellationToken)).ShouldBe(1, sample.ToString());
        }
    }

    // A last one: what came before it was handled before it, or at the same time.
    private static async Task UntilNothingWaitsAsync(PartnerUnderTest partner, CancellationToken cancellationToken)
    {
        var last = SampleEvents.Of(partner.Profile, 9999)[0];
        (await partner.Vendor.SendAsync(last)).ShouldBe(HttpStatusCode.OK);
        (await partner.Effects.UntilAppliedAsync(last.Subject, cancellationToken)).ShouldBe(1);
    }

    // Who refuses it need not read it: the connection may end while the rest is still on its way, before the answer is heard.
    private static async Task<HttpStatusCode> SendHugeAsync(TestVendor vendor, SampleEvent sample)
    {
        try
        {
            return await vendor.SendHugeAsync(sample);
        }
        catch (HttpRequestException)
        {
            return HttpStatusCode.RequestEntityTooLarge;
        }
    }

    private static byte[] Replace(ReadOnlyMemory<byte> body, string old, string by) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.Span).Replace(old, by, StringComparison.Ordinal));
}
