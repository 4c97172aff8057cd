using Posthorn.Emulators.Running;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Emulators.Tests.Running;

public sealed class OptionsTests
{
    private static readonly EmulatorOptions Good = new() { Url = "http://127.0.0.1:4010", NotifyUrl = "http://127.0.0.1:5000/webhooks" };

    [Fact]
    public void What_makes_sense_has_no_mistake() => EmulatorOptionsCheck.Mistakes(Good, Profile.Suki).ShouldBeEmpty();

    [Theory]
    [InlineData("http://10.1.2.3:8080/hook")]
    [InlineData("http://localhost:8080/hook")]
    [InlineData("https://partner.example/hook")]
    public void A_partner_may_be_near_or_public(string url) =>
        EmulatorOptionsCheck.Mistakes(Good with { NotifyUrl = url }, Profile.Suki).ShouldBeEmpty();

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        var wrong = Good with { Url = "ftp://x", NotifyUrl = "nowhere", TimeScale = 0, Storage = "postgres:Host=x", Secret = "", OldSecret = "" };

        EmulatorOptionsCheck.Mistakes(wrong, Profile.Suki).Count.ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public void Secrets_do_not_print() => (Good with { Secret = "s3cret-of-mine", OldSecret = "former-s3cret" }).ToString().ShouldNotContain("s3cret");
}
