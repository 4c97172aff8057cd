using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

public sealed class VectorTests
{
    public static TheoryData<SigningVector> Vectors => [.. SigningVector.All];

    [Fact]
    public void Every_scheme_has_a_vector() =>
        SigningVector.All.Select(vector => vector.SchemeOf).Distinct().ShouldBe(SigningScheme.All, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Vectors))]
    public void SU_R8_and_SY_R8_a_known_signature_verifies(SigningVector vector)
    {
        var verdict = vector.Verify(vector.Body);

        verdict.Status.ShouldBe(SignatureStatus.Valid);
        verdict.KeyIndex.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void SU_S2_and_SY_S2_signing_gives_the_known_headers(SigningVector vector)
    {
        var signed = vector.SchemeOf.Sign(vector.MessageId, vector.SignedAt, vector.Body, [vector.Key]).ToDictionary();

        foreach (var (name, value) in vector.Headers)
        {
            // Stripe's published header goes on with a signature of its test mode, which nobody else makes.
            var expected = value.Split(",v0=")[0];
            signed[name].ShouldBe(expected);
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void SU_R8_and_SY_R8_and_B_S8_any_one_bit_of_the_body_that_changes_is_a_mismatch(SigningVector vector)
    {
        for (var bit = 0; bit < vector.Body.Length * 8; bit++)
        {
            var changed = vector.Body.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            vector.Verify(changed).Status.ShouldBe(SignatureStatus.Mismatch);
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void B_S8_a_body_with_a_byte_more_or_less_is_a_mismatch(SigningVector vector)
    {
        vector.Verify([.. vector.Body, (byte)'\n']).Status.ShouldBe(SignatureStatus.Mismatch);
        vector.Verify([0xEF, 0xBB, 0xBF, .. vector.Body]).Status.ShouldBe(SignatureStatus.Mismatch);
        if (vector.Body.Length > 0)
        {
            vector.Verify(vector.Body[..^1]).Status.ShouldBe(SignatureStatus.Mismatch);
            vector.Verify([]).Status.ShouldBe(SignatureStatus.Mismatch);
        }
    }
}
