using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

public sealed class HeaderPresenceTests
{
    public static TheoryData<SigningScheme, string> NeededHeaders
    {
        get
        {
            var needed = new TheoryData<SigningScheme, string>();
            foreach (var scheme in SigningScheme.All)
            {
                // GitHub's delivery id is sent along and not signed.
                foreach (var name in scheme.HeaderNames.Where(name => name != "X-GitHub-Delivery"))
                {
                    needed.Add(scheme, name);
                }
            }

            return needed;
        }
    }

    [Theory]
    [MemberData(nameof(NeededHeaders))]
    public void B_S1_and_SU_R3_a_header_that_is_missing_or_empty_refuses(SigningScheme scheme, string name)
    {
        var key = scheme.KeyOf(SigningShortcuts.Secret);
        var headers = scheme.SignWith("{}", key);

        headers[name] = "";
        var empty = scheme.Check(headers, "{}", key);
        headers.Remove(name);
        var missing = scheme.Check(headers, "{}", key);

        empty.Status.ShouldBe(SignatureStatus.Missing);
        missing.Status.ShouldBe(SignatureStatus.Missing);
        missing.Header.ShouldBe(name);
        missing.Code.ShouldBe("missing");
    }

    [Theory]
    [MemberData(nameof(NeededHeaders))]
    public void B_S1_a_header_that_came_twice_is_ambiguous_even_when_one_of_them_is_right(SigningScheme scheme, string name)
    {
        var key = scheme.KeyOf(SigningShortcuts.Secret);
        var headers = scheme.SignWith("{}", key);

        foreach (var second in new[] { headers[name], "another", "" })
        {
            List<KeyValuePair<string, string>> twice = [.. headers, new(name.ToUpperInvariant(), second)];

            var verdict = scheme.Check(twice, "{}", key);

            verdict.Status.ShouldBe(SignatureStatus.Ambiguous);
            verdict.Header.ShouldBe(name);
            verdict.Code.ShouldBe("ambiguous");
        }
    }

    [Theory]
    [MemberData(nameof(NeededHeaders))]
    public void Names_of_headers_are_found_in_any_case(SigningScheme scheme, string name)
    {
        var key = scheme.KeyOf(SigningShortcuts.Secret);
        var headers = scheme.SignWith("{}", key);

        headers.Remove(name, out var value);
        headers[name.ToUpperInvariant()] = value!;

        scheme.Check(headers, "{}", key).IsValid.ShouldBeTrue();
    }

    [Fact]
    public void B_S11_headers_of_another_family_are_neither_needed_nor_believed()
    {
        var scheme = SigningScheme.Standard;
        var key = scheme.KeyOf(SigningShortcuts.Secret);
        var signed = scheme.SignWith("{}", key);
        var renamed = signed.ToDictionary(pair => pair.Key.Replace("webhook-", "svix-", StringComparison.Ordinal), pair => pair.Value);
        var spoiled = renamed.ToDictionary(pair => pair.Key, _ => "x");

        scheme.Check(signed.Concat(spoiled), "{}", key).IsValid.ShouldBeTrue();
        scheme.Check(renamed, "{}", key).Status.ShouldBe(SignatureStatus.Missing);
    }

    [Fact]
    public void Without_any_key_everything_is_refused()
    {
        foreach (var scheme in SigningScheme.All)
        {
            var headers = scheme.SignWith("{}", scheme.KeyOf(SigningShortcuts.Secret));

            var verdict = scheme.Check(headers, "{}");

            verdict.Status.ShouldBe(SignatureStatus.NoSecret);
            verdict.Code.ShouldBe("no_secret");
            scheme.Check([], "{}").IsValid.ShouldBeFalse();
        }
    }

    [Fact]
    public void The_verdict_that_nobody_gave_refuses()
    {
        default(SignatureVerdict).IsValid.ShouldBeFalse();
        default(SignatureVerdict).Status.ShouldBe(SignatureStatus.NotChecked);
        default(SignatureVerdict).Code.ShouldBe("not_checked");
        default(SignatureVerdict).KeyIndex.ShouldBe(-1);
        default(HeaderPairs).Find("any").Count.ShouldBe(0);
    }
}
