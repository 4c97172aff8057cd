using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

public sealed class RotationTests
{
    private const string Older = "whsec_b2xkZXItc2VjcmV0LTAxMjM0NTY3ODk=";
    private const string Newer = SigningShortcuts.Secret;

    public static TheoryData<SigningScheme> Schemes => [.. SigningScheme.All];

    public static TheoryData<SigningScheme> SchemesWithRoom => [SigningScheme.Sully, SigningScheme.Standard, SigningScheme.Stripe];

    public static TheoryData<SigningScheme> SchemesWithoutRoom => [SigningScheme.Suki, SigningScheme.GitHub, SigningScheme.Slack];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void A_verdict_tells_which_key_made_the_signature(SigningScheme scheme)
    {
        var (older, newer) = (scheme.KeyOf(Older), scheme.KeyOf(Newer));
        var headers = scheme.SignWith("{}", older);

        scheme.Check(headers, "{}", newer, older).KeyIndex.ShouldBe(1);
        scheme.Check(headers, "{}", older, newer).KeyIndex.ShouldBe(0);
        scheme.Check(headers, "{}", newer).KeyIndex.ShouldBe(-1);
    }

    [Theory]
    [MemberData(nameof(SchemesWithRoom))]
    public void With_room_for_several_signatures_a_receiver_of_either_secret_is_content(SigningScheme scheme)
    {
        var (older, newer) = (scheme.KeyOf(Older), scheme.KeyOf(Newer));
        var headers = scheme.SignWith("{}", newer, older);

        scheme.Check(headers, "{}", older).IsValid.ShouldBeTrue();
        scheme.Check(headers, "{}", newer).IsValid.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(SchemesWithoutRoom))]
    public void With_room_for_one_signature_the_newest_key_makes_it(SigningScheme scheme)
    {
        var (older, newer) = (scheme.KeyOf(Older), scheme.KeyOf(Newer));
        var headers = scheme.SignWith("{}", newer, older);

        headers.ShouldBe(scheme.SignWith("{}", newer));
        scheme.Check(headers, "{}", older).Status.ShouldBe(SignatureStatus.Mismatch);
    }

    [Fact]
    public void The_signatures_of_several_keys_have_the_vendors_layout()
    {
        var sully = SigningScheme.Sully;
        var one = sully.SignWith("{}", sully.KeyOf(Newer))["x-sully-signature"];
        var two = sully.SignWith("{}", sully.KeyOf(Newer), sully.KeyOf(Older))["x-sully-signature"];
        two.ShouldStartWith(one + ",v1=");

        var standard = SigningScheme.Standard;
        one = standard.SignWith("{}", standard.KeyOf(Newer))["webhook-signature"];
        two = standard.SignWith("{}", standard.KeyOf(Newer), standard.KeyOf(Older))["webhook-signature"];
        two.ShouldStartWith(one + " v1,");
    }
}
