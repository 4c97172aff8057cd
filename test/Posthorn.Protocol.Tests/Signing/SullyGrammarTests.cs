using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

public sealed class SullyGrammarTests
{
    private static readonly SigningScheme Scheme = SigningScheme.Sully;
    private static readonly SigningKey Key = Scheme.KeyOf(SigningShortcuts.Secret);
    private static readonly string Time = Scheme.SignWith("{}", Key)["x-sully-signature"].Split(',')[0];
    private static readonly string Signature = Scheme.SignWith("{}", Key)["x-sully-signature"].Split(',')[1];

    public static TheoryData<string> Accepted =>
    [
        $"{Time},{Signature}",
        $"{Signature},{Time}",
        $" {Time} , {Signature} ",
        $"{Time},\r\n  {Signature}\t",
        $"{Time.Replace("=", " = ", StringComparison.Ordinal)},{Signature.Replace("=", " =\t", StringComparison.Ordinal)}",
        $"{Time},v0=x,{Signature},v2=y,=z,v1a={Signature[3..]}",
        $"{Time},v1=00,{Signature}",
        $"{Time},{Signature},v1=",
        $"V1=x,T=5,{Time},{Signature}",
        $"{Time},v1={Signature[3..].ToUpperInvariant()}",
    ];

    public static TheoryData<string, SignatureHint> Malformed => new()
    {
        { "t=1,v1=a,t=2", SignatureHint.TimestampNotOnce },
        { $"{Time},{Signature},{Time}", SignatureHint.TimestampNotOnce },
        { Signature, SignatureHint.TimestampNotOnce },
        { $"T={Time[2..]},{Signature}", SignatureHint.TimestampNotOnce },
        { Time, SignatureHint.NoSignatureOfScheme },
        { $"{Time},V1={Signature[3..]}", SignatureHint.NoSignatureOfScheme },
        { $"{Time},{Signature},", SignatureHint.PartWithoutName },
        { $"{Time},{Signature},x", SignatureHint.PartWithoutName },
        { $",{Time},{Signature}", SignatureHint.PartWithoutName },
        { Signature[3..], SignatureHint.PartWithoutName },
        { $"t=,{Signature}", SignatureHint.TimestampNotDigits },
        { $"t={Time[2..4]} {Time[4..]},{Signature}", SignatureHint.TimestampNotDigits },
        { $"t=={Time[2..]},{Signature}", SignatureHint.TimestampNotDigits },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void SY_R1_parts_come_in_any_order_with_spaces_around_and_unknown_ones_between(string header) =>
        Check(header).Status.ShouldBe(SignatureStatus.Valid);

    [Theory]
    [MemberData(nameof(Malformed))]
    public void B_S5_what_is_not_of_the_grammar_is_malformed(string header, SignatureHint hint)
    {
        var verdict = Check(header);

        verdict.Status.ShouldBe(SignatureStatus.Malformed);
        verdict.Hint.ShouldBe(hint);
        verdict.Header.ShouldBe("x-sully-signature");
        verdict.Explanation.ShouldNotContain(header);
    }

    [Fact]
    public void B_S5_a_space_inside_a_signature_is_not_trimmed() =>
        Check($"{Time},{Signature.Insert(20, " ")}").Status.ShouldBe(SignatureStatus.Mismatch);

    private static SignatureVerdict Check(string header) =>
        Scheme.Check(new Dictionary<string, string> { ["x-sully-signature"] = header }, "{}", Key);
}
