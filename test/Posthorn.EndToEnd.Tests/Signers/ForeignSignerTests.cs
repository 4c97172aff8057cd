using System.Net;
using System.Text;
using Posthorn.EndToEnd.Tests.Partners;
using Posthorn.EndToEnd.Tests.Rehearsal;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Signers;

/// <summary>What others sign we accept, and what we sign others accept: two readings of the same document that agree.</summary>
public sealed class ForeignSignerTests
{
    private static readonly string[] Bodies =
    [
        """{"type":"test","data":{"name":"Größe – naïve 患者 🩺"}}""",
        "{\n  \"type\": \"test\",\r\n\t\"data\": {}\n}\n",
        "{}",
    ];

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData("suki")]
    [InlineData("sully")]
    [InlineData("standard")]
    [InlineData("stripe")]
    public async Task What_others_sign_is_valid_to_us_and_not_when_a_byte_is_another(string name)
    {
        var (scheme, signer) = (SchemeOf(name), ForeignSigner.Of(name));
        foreach (var body in Bodies.Select(Encoding.UTF8.GetBytes))
        {
            var request = await signer.SignAsync(body, Now);
            byte[] other = [.. body, (byte)' '];

            WireHeaders.Verify(scheme, request).ShouldBe(SignatureStatus.Valid);
            WireHeaders.Verify(scheme, request.WithBody(other)).ShouldBe(SignatureStatus.Mismatch);
        }
    }

    [Theory]
    [InlineData("suki")]
    [InlineData("sully")]
    [InlineData("standard")]
    [InlineData("stripe")]
    public async Task What_we_sign_is_valid_to_others_and_not_when_a_byte_is_another(string name)
    {
        var (scheme, signer) = (SchemeOf(name), ForeignSigner.Of(name));
        foreach (var body in Bodies.Select(Encoding.UTF8.GetBytes))
        {
            var at = Now;
            var request = SignedRequest.Sign(scheme, TestSecrets.Of(scheme), body, at);
            byte[] other = [.. body, (byte)' '];

            (await signer.AcceptsAsync(request, at)).ShouldBeTrue();
            (await signer.AcceptsAsync(request.WithBody(other), at)).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("suki")]
    [InlineData("sully")]
    public async Task A_sample_takes_what_others_have_signed(string name)
    {
        await using var application = HostedSample.Of(name);
        var sample = SampleEvents.Of(application.Profile)[0];
        var request = await ForeignSigner.Of(name).SignAsync(sample.Body.ToArray(), Now);

        (await application.Vendor.PostAsync(request)).ShouldBe(HttpStatusCode.OK);
        await application.Effects.UntilAsync(sample.Subject);
    }

    [Fact]
    public async Task A_receiver_of_Standard_Webhooks_takes_what_its_own_library_has_signed()
    {
        await using var receiver = await StandardReceiver.StartAsync();
        var sample = SampleEvents.Of(Profile.Standard)[0];
        var request = await ForeignSigner.Of("standard").SignAsync(sample.Body.ToArray(), Now);

        (await receiver.Vendor.PostAsync(request)).ShouldBe(HttpStatusCode.OK);
        await receiver.Effects.UntilAsync(sample.Type);
        (await receiver.Vendor.SendTamperedAsync(sample)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static SigningScheme SchemeOf(string name) =>
        SigningScheme.TryGet(name, out var scheme) ? scheme : throw new ArgumentException("There is no such scheme.", nameof(name));
}
