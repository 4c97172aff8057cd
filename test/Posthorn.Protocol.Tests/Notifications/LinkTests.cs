using Posthorn.Protocol.Notifications;

namespace Posthorn.Protocol.Tests.Notifications;

public sealed class LinkTests
{
    private static readonly Uri Api = new("https://sdp.suki.ai/");

    [Theory]
    [InlineData("/api/v1/ambient/session/1/content", "https://sdp.suki.ai/api/v1/ambient/session/1/content")]
    [InlineData("api/v1/x?cumulative=true", "https://sdp.suki.ai/api/v1/x?cumulative=true")]
    [InlineData("https://sdp.suki.ai/api/v1/x", "https://sdp.suki.ai/api/v1/x")]
    [InlineData("HTTPS://SDP.SUKI.AI:443/api/v1/x", "https://sdp.suki.ai/api/v1/x")]
    [InlineData("/a/../../b", "https://sdp.suki.ai/b")]
    [InlineData("/\\evil.example/x", "https://sdp.suki.ai//evil.example/x")]
    public void SU_R7_relative_and_absolute_links_of_the_vendor_may_carry_its_token(string href, string expected)
    {
        new Link(href).TryResolve(Api, out var target, out var mayCarryToken).ShouldBeTrue();

        target.AbsoluteUri.ShouldBe(expected);
        mayCarryToken.ShouldBeTrue();
    }

    [Theory]
    [InlineData("https://evil.example/x")]
    [InlineData("//evil.example/x")]
    [InlineData("\\\\evil.example\\x")]
    [InlineData("https://sdp.suki.ai.evil.example/x")]
    [InlineData("https://sdp.suki.ai:8443/x")]
    [InlineData("https://sdp.suki.aı/x")]
    [InlineData("https://evil.example/sdp.suki.ai")]
    public void SU_R7_a_link_to_a_foreign_origin_never_carries_the_token(string href)
    {
        _ = new Link(href).TryResolve(Api, out _, out var mayCarryToken);

        mayCarryToken.ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://sdp.suki.ai/x")]
    [InlineData("https://sdp.suki.ai@evil.example/x")]
    [InlineData("https://user:pass@sdp.suki.ai/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/plain,x")]
    [InlineData("https://")]
    public void SU_R7_a_link_of_another_scheme_or_with_a_user_leads_nowhere(string href)
    {
        new Link(href).TryResolve(Api, out _, out var mayCarryToken).ShouldBeFalse();
        mayCarryToken.ShouldBeFalse();
    }
}
