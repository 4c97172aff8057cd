using System.Security.Cryptography;
using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

public sealed class SecretTests
{
    public static TheoryData<string> NotDecodable =>
    [
        "", "whsec_", "whsec_====", "whsec_A", "whsec_QUF=", "whsec_QU E=", "whsec_QUE=\n", " whsec_QUE=", "whsec_QUE", "whsec_Q_-=",
        "WHSEC_QUE=", "whsec_whsec_QUE=", "schlüssel",
    ];

    [Fact]
    public void B_E10_an_empty_secret_never_becomes_a_key()
    {
        foreach (var scheme in SigningScheme.All)
        {
            scheme.TryCreateKey("", out var key, out var problem).ShouldBeFalse();
            key.ShouldBeNull();
            problem.ShouldBe("The secret is empty.");
            scheme.CheckStrength("").ShouldBe("The secret is empty.");
        }

        Should.Throw<ArgumentException>(() => new SigningKey(KeyRule.Verbatim, []));
    }

    [Theory]
    [MemberData(nameof(NotDecodable))]
    public void B_E10_and_B_S9_a_secret_of_the_standard_scheme_is_canonical_base64(string secret)
    {
        SigningScheme.Standard.TryCreateKey(secret, out _, out var problem).ShouldBeFalse();
        SigningScheme.Standard.CheckStrength(secret).ShouldBe(problem);
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(8, false)]
    public void B_E10_a_secret_of_the_standard_scheme_has_24_to_64_bytes(int bytes, bool isGood)
    {
        var secret = "whsec_" + Convert.ToBase64String(new byte[bytes]);

        (SigningScheme.Standard.CheckStrength(secret) is null).ShouldBe(isGood);
        SigningScheme.Standard.TryCreateKey(secret, out _, out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("test-partner-sec", true)]
    [InlineData("test-partner-se", false)]
    [InlineData("test partner secret", false)]
    [InlineData("test-partner-secret\n", false)]
    [InlineData("test-partner-schlüssel", false)]
    [InlineData("test-partner-secret\u007f", false)]
    [InlineData("!~!~!~!~!~!~!~!~", true)]
    public void B_E10_a_verbatim_secret_has_16_to_128_visible_characters(string secret, bool isGood)
    {
        foreach (var scheme in SigningScheme.All.Where(scheme => scheme != SigningScheme.Standard))
        {
            (scheme.CheckStrength(secret) is null).ShouldBe(isGood);
            scheme.CheckStrength(new string('x', 128)).ShouldBeNull();
            scheme.CheckStrength(new string('x', 129)).ShouldNotBeNull();
            scheme.CheckStrength(new string('x', 10_240)).ShouldNotBeNull();

            // A receiver takes what the vendor gave it, good or not.
            scheme.TryCreateKey(secret, out _, out _).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_secret_that_is_not_text_is_refused()
    {
        SigningScheme.Suki.TryCreateKey("secret-with-half-a-pair-\ud800", out _, out var problem).ShouldBeFalse();
        problem.ShouldBe("The secret is not valid Unicode text.");
    }

    [Fact]
    public void A_G9_no_problem_and_no_key_shows_any_of_a_secret()
    {
        const string Canary = "c4n4ry";
        foreach (var scheme in SigningScheme.All)
        {
            string[] secrets = [Canary, $"whsec_{Canary}", $"{Canary} {Canary}", Canary + "\ud800", new string('x', 5000) + Canary];
            foreach (var secret in secrets)
            {
                _ = scheme.TryCreateKey(secret, out var key, out var problem);

                $"{problem}{scheme.CheckStrength(secret)}{key}".ShouldNotContain(Canary);
            }
        }

        SigningScheme.Suki.KeyOf(Canary).ToString().ShouldBe("***");
    }

    [Fact]
    public void Generated_secrets_are_good_enough_and_have_the_form_that_users_expect()
    {
        foreach (var scheme in SigningScheme.All)
        {
            var secret = scheme.GenerateSecret(RandomNumberGenerator.GetBytes);

            scheme.CheckStrength(secret).ShouldBeNull();
            scheme.TryCreateKey(secret, out _, out _).ShouldBeTrue();
        }

        byte[] bytes = [.. Enumerable.Range(224, 32).Select(i => (byte)i)];
        SigningScheme.Sully.GenerateSecret(_ => bytes).ShouldBe("whsec_" + Convert.ToBase64String(bytes));
        SigningScheme.Standard.GenerateSecret(_ => bytes).ShouldBe("whsec_" + Convert.ToBase64String(bytes));
        SigningScheme.Suki.GenerateSecret(_ => bytes).ShouldBe("4OHi4-Tl5ufo6err7O3u7_Dx8vP09fb3-Pn6-_z9_v8");
        SigningScheme.Suki.GenerateSecret(_ => bytes).Length.ShouldBe(43);
    }

    [Fact]
    public void A_source_of_random_bytes_that_gives_too_few_is_refused() =>
        Should.Throw<ArgumentException>(() => SigningScheme.Suki.GenerateSecret(_ => new byte[31]));

    [Fact]
    public void A_verbatim_key_is_the_text_as_utf_8()
    {
        var headers = SigningScheme.GitHub.SignWith("{}", SigningScheme.GitHub.KeyOf("schlüssel 患者"));

        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes("schlüssel 患者"), "{}"u8);
        headers["X-Hub-Signature-256"].ShouldBe("sha256=" + Convert.ToHexStringLower(expected));
    }
}
